/** Unicode's controls of the direction of writing (UAX #9): with them `gpj.exe` is shown as `exe.jpg`. */
const CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Those that turn what follows; the others are marks that right-to-left writing needs. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/gu;

/** A name, a label or the text of a link, without the controls. */
export const withoutBidi = (text: string): string => text.replace(CONTROLS, '');

/** What somebody wrote, with the controls that turn it in sight: `[U+202E]`. */
export const withVisibleBidi = (text: string): string =>
  text.replace(TURNING, (control) => `[U+${control.charCodeAt(0).toString(16).toUpperCase()}]`);
