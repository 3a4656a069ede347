import type { HandoffWish } from '../../services/conversations/handoffs.ts';
import { newsFor, type Standing } from '../../services/conversations/queue-news.ts';
import type { Attending } from '../../services/hours/attending.ts';
import { words } from '../../templates/render.ts';
import type { Talk } from './talk.ts';
import { sayWays, sayWeek, sayWhen } from './when.ts';

/** Puts the customer into the queue and tells them where they stand. */
export async function joinQueue(talk: Talk, why: HandoffWish): Promise<void> {
  const before = await talk.services.handoff(why);
  await tellStanding(talk, 'queued', { before, urgent: why.urgency === 1 });
}

/**
 * Tells who waits where they stand, and when somebody is there: their place where somebody is, else that nobody is and
 * when somebody will be, how one is reached meanwhile, and that they may be called back. Why: they came into the queue,
 * `again` as they ask, or were `returned` to it.
 */
export async function tellStanding(
  talk: Talk,
  why: 'queued' | 'again' | 'returned',
  { before, urgent }: { before: number; urgent: boolean },
): Promise<void> {
  const { services, state, said, locale } = talk;
  const attending = await services.attending();
  const place = { before, place: before + 1, one: before === 1 };
  state.told = { place: before + 1, at: said.at.toISOString(), standing: standingOf(attending) };
  if (attending.there) {
    // One who is there outside of the hours comes too; when all are is told, or they wait for it till morning.
    const opens = attending.until ? '' : opensIn(talk, attending);
    const late = { opens: urgent ? '' : opens, week: sayWeek(services.knowledge.hours, locale) };
    if (why === 'queued') await talk.say('human.queued', { ...place, ...late, urgent });
    else if (why === 'returned') await talk.say('human.returned', place);
    else await talk.say('human.still-waiting', { ...place, ...late, opens });
    return;
  }
  const actions = urgent ? [] : [words('call-back.button', locale)];
  const given = {
    ...{ ...place, urgent, again: why === 'again', returned: why === 'returned' },
    until: attending.until ? sayWhen(attending.until, services.now, services.zone, locale) : '',
    opens: opensIn(talk, attending),
    week: sayWeek(services.knowledge.hours, locale),
    ways: sayWays(services.knowledge.hours, locale),
  };
  await talk.say(attending.until ? 'human.nobody-here' : 'human.closed-now', given, { actions });
}

/** When somebody will be there, as people say it; empty where that isn't known. */
export const opensIn = ({ services, locale }: Talk, { opens }: Attending): string =>
  opens ? sayWhen(opens, services.now, services.zone, locale) : '';

/** What was told of who is there. */
export const standingOf = ({ there, until }: Attending): Standing =>
  there ? 'there' : until ? 'nobody-here' : 'closed';

/** Tells who waits what has changed since they were told where they stand, where that is worth a message. */
export async function tellNews(talk: Talk): Promise<void> {
  const { services, state, said, locale } = talk;
  const attending = await services.attending();
  const before = await services.waitingBefore();
  const now = { place: before + 1, standing: standingOf(attending) };
  const news = newsFor(state.told, now, said.at);
  if (!news || services.floor() !== 'queue') return;
  state.told = { ...now, at: said.at.toISOString() };
  talk.speakAs('human');
  const given = { before, place: now.place, one: before === 1 };
  if (news === 'moved-up') await talk.say('human.moved-up', given);
  else if (news === 'there') await talk.say('human.somebody-there', given);
  else
    await talk.say(
      'human.nobody-today',
      { ...given, opens: opensIn(talk, attending), ways: sayWays(services.knowledge.hours, locale) },
      { actions: [words('call-back.button', locale)] },
    );
}
