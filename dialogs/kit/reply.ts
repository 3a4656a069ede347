import type { Activity } from 'botbuilder';

/** What a sentence does in a reply. They stand in it in this order, whoever says them and when in the turn. */
const PARTS = ['at-once', 'first', 'answer', 'taken', 'question', 'consent'] as const;
type Part = (typeof PARTS)[number];

/**
 * The part of each sentence, by its key; what matches none answers what was said.
 * - `at-once`: get away from the danger, whom to call.
 * - `first`: what can't wait: whom to call, a condolence, that somebody is heard.
 * - `taken`: what was noted of the message.
 * - `question`: what the desk wants to know next.
 * - `consent`: whether what was told may be noted. It stands last, so that a bare yes is of nothing older.
 */
const BY_KEY: readonly (readonly [Part, RegExp])[] = [
  ['at-once', /^report-incident\.emergency$/],
  [
    'first',
    /^(?:danger|distress|tone)\.(?!helpline|asked-next)|\.(?:condolence|somebody-died)$|^changed\.taken$|^(?:honesty|care)\.|^several\.kept$/,
  ],
  [
    'taken',
    /^form\.(?:noted|noted-words|so-far|holds|left-open|kept|put-down|already)(?:-else|-briefly)?$|^changed\.noted$|\.place-taken$|^consent\.(?:by-answering|with-summary)$/,
  ],
  ['consent', /^consent\.ask$/],
  ['question', /\.(?:ask|retry)-|^form\.(?:retry|stuck|change|confirm|no-hurry)|^(?!ask\.)[\w-]+\.confirm(?:-|$)/],
];

/** The part of a reply that the sentence of a key is. */
export const partOf = (key: string): Part => BY_KEY.find(([, keys]) => keys.test(key))?.[0] ?? 'answer';

/** Of what asks something, the question itself, without what may help to answer it. What is read back stays whole. */
function questionAlone(text: string): string {
  if (text.includes('\n')) return text;
  return /^[^?？]{1,60}?[?？]/u.exec(text)?.[0] ?? text;
}

/** What tells how the desk works, or answers something beside the matter in hand; never what is covered, a danger, a right. */
const MAY_BE_CUT = /^(?:meanwhile|hours|human|help)\./;
const SENTENCES = /(?<=[。！？!?])(?=\S)|(?<=[.!?]) |\n/u;
const MOST_SENTENCES = 2;

/** A sentence as who can't take in much hears it: of a question that alone, of what only informs the beginning. */
export function inBrief(key: string, text: string): string {
  if (partOf(key) === 'question') return questionAlone(text);
  return MAY_BE_CUT.test(key) ? text.split(SENTENCES).slice(0, MOST_SENTENCES).join('\n') : text;
}

/** A sentence that is going to be said. */
export interface Planned {
  key: string;
  activity: Partial<Activity>;
  /** Its buttons. */
  offered: readonly string[];
  /** Told the id of its log entry. */
  sent: ((entryId: string) => void) | undefined;
}

/**
 * The plan of a reply: whatever is said in a turn, in the order in which a customer can take it in: what can't wait, the
 * answer, what was taken, one question. A question that was put before another of the same turn is asked no more, and what
 * was planned twice is said once, where it stands last.
 */
export class Reply {
  #planned: Planned[] = [];

  /** Whether anything is going to be said. */
  get isPlanned(): boolean {
    return this.#planned.length > 0;
  }

  /** Whether something of one of these keys is going to be said. */
  has(keys: RegExp): boolean {
    return this.#planned.some(({ key }) => keys.test(key));
  }

  /** The keys of what is going to be said. */
  get keys(): string[] {
    return [...new Set(this.#planned.map(({ key }) => key))];
  }

  plan(sentence: Planned): void {
    this.#planned.push(sentence);
  }

  /** Says it all. Returns the buttons of what was said last with some. */
  async say(send: (activity: Partial<Activity>) => Promise<string>): Promise<readonly string[] | undefined> {
    const sentences = inOrder(this.#planned);
    this.#planned = [];
    let offered: readonly string[] | undefined;
    for (const sentence of sentences) {
      const entryId = await send(sentence.activity);
      sentence.sent?.(entryId);
      if (sentence.offered.length > 0) offered = sentence.offered;
    }
    return offered;
  }
}

function inOrder(planned: readonly Planned[]): Planned[] {
  const isSaidLater = ({ activity: { text } }: Planned, at: number) =>
    planned.slice(at + 1).some((later) => later.activity.text === text);
  // A matter's own question is put once: what stands to be asked at the end of the turn.
  const isAskedLater = ({ key }: Planned, at: number) =>
    ASKS.test(key) && planned.slice(at + 1).some((later) => PUTS.test(later.key) && roomOf(later.key) === roomOf(key));
  // What is read back whole with the question isn't read back above it as well.
  const isReadBackLater = ({ key }: Planned, at: number) =>
    (key === 'form.so-far' || key === 'verification.goes-on') &&
    planned.slice(at + 1).some((later) => /\.confirm(?:-briefly)?$/.test(later.key));
  // 等一下，先改卡: nobody is told to take their time who wants something else now.
  const isElse = planned.some(({ key }) => key === 'several.kept');
  const once = planned.filter(
    (sentence, at) =>
      !isSaidLater(sentence, at) &&
      !isAskedLater(sentence, at) &&
      !isReadBackLater(sentence, at) &&
      !(isElse && sentence.key === 'form.take-your-time'),
  );
  return PARTS.flatMap((part) => once.filter(({ key }) => partOf(key) === part));
}

/** The questions for a fact of a matter. */
const ASKS = /\.ask-/;
/** One of them, or whether all of it is right. */
const PUTS = /\.(?:ask-|confirm(?:-briefly)?$)/;
const roomOf = (key: string): string => key.slice(0, key.indexOf('.'));
