/* Brings the Chinese font where the machine has none: a phone that has one downloads nothing. */
(() => {
  const { sheet } = document.currentScript.dataset;
  const side = 24;
  /** What a character looks like here. */
  const drawn = (character) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = side;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.font = `${side - 4}px sans-serif`;
    context.textBaseline = 'top';
    context.fillText(character, 0, 0);
    return context.getImageData(0, 0, side, side).data.join();
  };
  // No font draws a noncharacter: it shows what is drawn for what is missing. Two characters that differ are both there.
  const missing = drawn('\uFFFF');
  const isMissing = (character) => drawn(character) === missing;
  if (!isMissing('汉') && !isMissing('险') && drawn('汉') !== drawn('险')) return;
  // Before anything is drawn: browsers don't draw again what they once drew as boxes.
  document.documentElement.classList.add('without-chinese');
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = sheet;
  link.blocking = 'render';
  document.head.append(link);
})();
