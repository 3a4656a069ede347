/** Letters on a page: where they begin, from its left and bottom edges, in points. */
export interface Drawn {
  text: string;
  x: number;
  y: number;
  size?: number;
  bold?: boolean;
}

/**
 * Writes a PDF whose Chinese fonts are named and not embedded, as many old wordings have them: the reader must know the
 * encoding. Every letter is as wide as it is high.
 */
export function pdf(pages: readonly (readonly Drawn[])[], { encrypted = false } = {}): Buffer {
  const objects: string[] = [];
  const add = (object: string): number => objects.push(object);
  const descriptor = (name: string): number =>
    add(
      `<</Type/FontDescriptor/FontName/${name}/Flags 6/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>`,
    );
  const font = (name: string): number => {
    const base = add(
      `<</Type/Font/Subtype/CIDFontType0/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor ${descriptor(name)} 0 R>>`,
    );
    return add(`<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/UniGB-UCS2-H/DescendantFonts[${base} 0 R]>>`);
  };
  const fonts = `<</F1 ${font('STSong-Light')} 0 R/F2 ${font('SimHei')} 0 R>>`;
  const tree = objects.length + pages.length * 2 + 1;
  const kids = pages.map((drawn) => {
    const content = drawn.map(shown).join('\n');
    const stream = add(`<</Length ${content.length}>>\nstream\n${content}\nendstream`);
    return add(
      `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595 842]/Resources<</Font${fonts}>>/Contents ${stream} 0 R>>`,
    );
  });
  add(`<</Type/Pages/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]/Count ${pages.length}>>`);
  const root = add(`<</Type/Catalog/Pages ${tree} 0 R>>`);
  return file(objects, `/Root ${root} 0 R${encrypted ? ENCRYPTION : ''}`);
}

const ENCRYPTION = `/Encrypt<</Filter/Standard/V 1/R 2/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>/P -44>>/ID[<00><00>]`;

const shown = ({ text, x, y, size = 10, bold = false }: Drawn): string =>
  `BT /F${bold ? 2 : 1} ${size} Tf ${x} ${y} Td <${Buffer.from(text, 'utf16le').swap16().toString('hex')}> Tj ET`;

function file(objects: readonly string[], trailer: string): Buffer {
  let written = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = written.length;
    written += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${written}${table}trailer <</Size ${objects.length + 1}${trailer}>>\nstartxref\n${written.length}\n%%EOF`,
    'latin1',
  );
}
