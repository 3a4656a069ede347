/** Writes times one way, in any language and zone: returns the format for both. Making one costs a hundred times what using it does, so each is made once. */
export function timeFormats(
  options: Intl.DateTimeFormatOptions,
): (language: string, zone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (language, zone) => {
    const key = `${language} ${zone}`;
    const format = made.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
    made.set(key, format);
    return format;
  };
}

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
