// What a person chose for this device: a comfort, lost without harm where nothing may be kept.

const PREFIX = "intermetiers.";

export const remembered = (name) => {
  try {
    return localStorage.getItem(PREFIX + name) ?? "";
  } catch {
    return "";
  }
};

export const remember = (name, value) => {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Nothing may be kept here: the choice lasts as long as the page.
  }
};
