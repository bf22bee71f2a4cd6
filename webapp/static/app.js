/* The site's tools on the map. Each module sets up one concern and knows nothing of the others. */
import { setUpAddress } from "./address.js";
import { setUpAsk } from "./ask.js";
import { setUpBackgrounds } from "./backgrounds.js";
import { setUpCompare } from "./compare.js";
import { setUpMeasure } from "./measure.js";
import { setUpOffline } from "./offline.js";
import { setUpProximity } from "./proximity.js";
import { setUpSearch } from "./search.js";
import { setUpShare } from "./share.js";
import { setUpToolbar } from "./toolbar.js";

const SET_UPS = [setUpToolbar, setUpAddress, setUpSearch, setUpAsk, setUpMeasure, setUpProximity, setUpCompare, setUpShare, setUpBackgrounds, setUpOffline];

const container = document.querySelector(".zone-map");
const start = () => {
  const site = JSON.parse(document.getElementById("site-data").textContent);
  for (const setUp of SET_UPS) setUp(container.zone, site);
  container.zone.restore();
  container.zone.labels.settle(); // clear of the tools
};
if (container?.zone) start();
else container?.addEventListener("zone:ready", start, { once: true });
