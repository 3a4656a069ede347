import { openSocket } from '../../http/kit/raw.ts';
import { answersIn, type HttpAnswer } from './answers.ts';

/** An answer that isn't there by then doesn't come. A loaded machine gets its time. */
const ANSWER_MS = 15_000;
/** Who has sent something that needs no answer leaves after so long without a byte. */
const QUIET_MS = 60;

export interface Sent {
  answers: HttpAnswer[];
  /** Bytes that are no answer, or not yet. */
  rest: boolean;
  late: boolean;
}

/**
 * Sends bytes on a connection of their own. Where an answer is due it is waited for; where what was sent may be no
 * request, until the desk closes or is quiet. Throws `NotHttp` for what came back and is none.
 */
export async function send(
  server: { url: string },
  bytes: Buffer,
  { methods, isDue }: { methods: readonly string[]; isDue: boolean },
): Promise<Sent> {
  const socket = await openSocket(server);
  const pieces: Buffer[] = [];
  const over = new Promise<'closed' | 'quiet' | 'late' | 'enough'>((resolve) => {
    let quiet: NodeJS.Timeout | undefined;
    const late = setTimeout(() => resolve('late'), ANSWER_MS);
    const listen = () => {
      clearTimeout(quiet);
      if (!isDue) quiet = setTimeout(() => resolve('quiet'), QUIET_MS);
    };
    socket.on('data', (piece: Buffer) => {
      pieces.push(piece);
      if (piece.includes('text/event-stream') || piece.includes('HTTP/1.1 101')) resolve('enough');
      listen();
    });
    const close = () => {
      clearTimeout(late);
      clearTimeout(quiet);
      resolve('closed');
    };
    socket.on('end', close);
    socket.on('close', close);
    socket.write(bytes, listen);
  });
  const how = await over;
  socket.destroy();
  const came = Buffer.concat(pieces);
  const answers = answersIn(came, methods);
  return { answers: answers ?? [], rest: answers === undefined, late: how === 'late' };
}
