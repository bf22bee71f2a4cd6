/* After a visit the site opens without a network: its worker keeps the pages of this data. */
const SOON_MS = 1200; // first what is on the screen

export const setUpOffline = (_zone, { worker }) => {
  if (!worker || !("serviceWorker" in navigator)) return;
  const register = () => setTimeout(() => navigator.serviceWorker.register(worker).catch(() => {}), SOON_MS);
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register, { once: true });
};
