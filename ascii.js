/**
 * JavaScript in ASCII alone, which V8 keeps at one byte a character, not two. For what esbuild leaves as it was written:
 * comments and regular expressions, in which `\uXXXX` is the character itself, and so is the character behind a backslash.
 */
export const inAscii = (code) =>
  code.replace(/(\\*)(\P{ASCII})/gu, (_, slashes, character) => {
    const before = slashes.length % 2 === 1 ? slashes.slice(1) : slashes;
    const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
    return `${before}${units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')}`;
  });
