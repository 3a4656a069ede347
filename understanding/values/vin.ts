/** A car's identification number, ISO 3779: seventeen characters, digits and letters. */
export const VIN = /(?<![A-Z0-9])(?=[A-Z]*\d)(?=\d*[A-Z])[A-HJ-NPR-Z0-9]{17}(?![A-Z0-9])/gi;
