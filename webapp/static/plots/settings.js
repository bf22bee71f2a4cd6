/* Sentences of the server in the words of this page. */

const PARAMETER = /(crs|layer|encoding|datum|lon|lat|skip_unusable)=(…|[A-Za-z0-9][A-Za-z0-9:_,-]*)/g;

/**
 * A sentence of the server in which parameters of requests are called as this page calls them.
 * @param {string} text
 * @param {Served.Messages} messages
 */
export const tellSettings = (text, messages) => {
  /** @type {Record<string, string>} */
  const names = {
    crs: messages.settingCrs,
    layer: messages.settingLayer,
    encoding: messages.settingEncoding,
    datum: messages.settingDatum,
    skip_unusable: messages.settingSkip,
  };
  return text.replace(PARAMETER, (whole, name, value) => {
    const said = names[name];
    if (!said) return whole;
    return name === "skip_unusable" || value === "…" ? `“${said}”` : `“${said}” ${value}`;
  });
};

/**
 * What was done, without "Set another with crs=…": a layer that was read has no such control here.
 * @param {string} step
 * @param {Served.Messages} messages
 */
export const tellStep = (step, messages) =>
  tellSettings(step.replace(/(?<=[.。])\s*[^.。]*\bcrs=…[^.。]*[.。]/u, ""), messages);
