/* The style sheet of what is drawn, loaded with the first module that needs it. */
import { element } from "../../lib/dom.js";

const ADDRESS = new URL("./draw.css", import.meta.url).href;

/** Load it once; resolves when it is there. */
export const loadStyles = () =>
  new Promise((done) => {
    if ([...document.styleSheets].some(({ href }) => href === ADDRESS)) {
      done(null);
      return;
    }
    const link = element("link");
    link.rel = "stylesheet";
    link.href = ADDRESS;
    link.onload = done;
    link.onerror = done; // plainer, but at work
    document.head.append(link);
  });
