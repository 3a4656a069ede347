/** What an import may cost. A wording is far below each of these; what is above them is a mistake or an attack. */
export const LIMITS = {
  /** Of the file itself. */
  fileBytes: 20 * 1024 * 1024,
  /** Of everything that is unpacked from a DOCX. */
  unpackedBytes: 40 * 1024 * 1024,
  /** Of the text that is found. */
  characters: 1_500_000,
  /** Of HTML and XML elements within each other. */
  nesting: 500,
  /** Of a PDF. */
  pages: 800,
  /** The process that converts is ended after this time or above this memory. */
  milliseconds: 60_000,
  memoryBytes: 1024 * 1024 * 1024,
} as const;
