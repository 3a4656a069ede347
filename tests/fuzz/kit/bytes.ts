import type { Names } from './child.ts';
import { visible } from './draw.ts';
import type { Frame } from './raw.ts';
import type { Step } from './steps.ts';

/** The bytes of a step, with the names looked up. */
export function bytesOf(step: Step, names: Names, { offer = false } = {}): Buffer {
  const known = (text: string) => text.replace(/\{(\w+)\}/g, (all, name: string) => names[name as keyof Names] ?? all);
  switch (step.kind) {
    case 'raw':
      return Buffer.from(known(step.bytes), 'latin1');
    case 'frames':
      return Buffer.concat([
        Buffer.from(
          known(
            'GET /v3/directline/conversations/{conv}/stream?t={stream} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
          ),
        ),
        ...step.frames.map(frameBytes),
      ]);
    case 'request': {
      const content = Buffer.from(known(step.body.text), step.body.latin1 ? 'latin1' : 'utf8');
      const isBare = content.length === 0 && !step.chunked;
      const framing = isBare
        ? []
        : step.chunked
          ? ['transfer-encoding: chunked']
          : [`content-length: ${content.length}`];
      const lines = [
        `${step.method} ${known(step.target).replace(/[\s\p{Cc}]/gu, '') || '/'} HTTP/1.1`,
        ...step.headers.map(([name, value]) => `${name}: ${visible(known(value))}`),
        ...framing,
        ...(offer
          ? ['connection: Upgrade, HTTP2-Settings, close', 'upgrade: h2c', 'http2-settings: AAMAAABkAAQAAP']
          : ['connection: close']),
      ];
      const chunks = content.length === 0 ? '' : `${content.length.toString(16)}\r\n`;
      const sent = step.chunked
        ? [Buffer.from(chunks), content, Buffer.from(`${chunks ? '\r\n' : ''}0\r\n\r\n`)]
        : [content];
      return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), ...sent]);
    }
  }
}

function frameBytes({ fin, rsv, opcode, masked, length, payload }: Frame): Buffer {
  const content = Buffer.from(payload);
  const said = length ?? content.length;
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
  const mask = masked ? 0x80 : 0;
  if (said < 126) head.push(mask | said);
  else if (said < 65_536) head.push(mask | 126, said >> 8, said & 0xff);
  else head.push(mask | 127, 0, 0, 0, 0, (said >>> 24) & 0xff, (said >> 16) & 0xff, (said >> 8) & 0xff, said & 0xff);
  return Buffer.concat([Buffer.from(head), Buffer.alloc(masked ? 4 : 0), content]); // a mask of zeros changes nothing
}
