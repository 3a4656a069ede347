import { expect, test } from 'vitest';
import { rawExchange } from '../http/kit/raw.ts';
import { startTestDesk } from '../kit/desk.ts';
import { type ask, history, type Visit, visit } from './kit/wire.ts';

/* Where the addresses lead that a client is given. */

/** The origins of a stream and of a file, asked for under a host. */
async function origins(environment: Record<string, string>, host: string, more: string[] = []): Promise<string[]> {
  const desk = await startTestDesk(environment);
  try {
    const mine = await visit(desk);
    const send = async (path: string, type: string, body: string) => {
      const head = [
        `POST /v3/directline/conversations${path} HTTP/1.0`,
        ...(host ? [`Host: ${host}`] : []),
        ...[`Authorization: Bearer ${mine.token}`, `Content-Type: ${type}`, `Content-Length: ${body.length}`, ...more],
      ];
      return (await rawExchange(desk, Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`))).text;
    };
    const started = await send('', 'application/json', '{}');
    const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.gif"\r\n\r\nGIF87a\r\n--b--\r\n';
    await send(`/${mine.conversationId}/upload`, 'multipart/form-data; boundary=b', file);
    const stream = /"streamUrl":"([^"]+)"/.exec(started)?.[1] ?? '';
    return [new URL(stream).origin, new URL(await contentUrl(desk, mine)).origin];
  } finally {
    await desk.stop();
  }
}

async function contentUrl(desk: Parameters<typeof ask>[0], mine: Visit): Promise<string> {
  const { activities } = await history(desk, mine);
  return activities.find(({ attachments }) => attachments)?.attachments?.[0]?.contentUrl ?? '';
}

test.each<[string, Record<string, string>, string, string[], string[]]>([
  ['the host of the request', {}, 'desk.example:8080', [], ['ws://desk.example:8080', 'http://desk.example:8080']],
  ['this machine for none', {}, '', [], ['ws://localhost', 'http://localhost']],
  [
    'by TLS where a counted proxy says so',
    { TRUSTED_PROXIES: '1' },
    'desk.example',
    ['X-Forwarded-Proto: https'],
    ['wss://desk.example', 'https://desk.example'],
  ],
  [
    'the public address, whatever the request says',
    { PUBLIC_URL: 'https://desk.insurer.example', TRUSTED_PROXIES: '1' },
    'somewhere.else.example',
    ['X-Forwarded-Proto: http', 'X-Forwarded-Host: evil.example'],
    ['wss://desk.insurer.example', 'https://desk.insurer.example'],
  ],
])('lead to %s', async (_, environment, host, more, expected) => {
  expect(await origins(environment, host, more)).toEqual(expected);
});
