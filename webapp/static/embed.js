/* What the bare map gets of the site: its backgrounds. */
import { setUp } from "./tools/backgrounds.js";

const container = document.querySelector(".zone-map");
const start = () => setUp(container.zone, JSON.parse(document.getElementById("site-data").textContent));
if (container.zone) start();
else container.addEventListener("zone:ready", start, { once: true });
