import type { TurnContext } from 'botbuilder';
import { describe, expect, test } from 'vitest';
import type { DialogServices } from '../../dialogs/kit/dialog-services.ts';
import { form } from '../../dialogs/kit/form/form.ts';
import { Talk } from '../../dialogs/kit/talk.ts';
import type { Frame, TalkState } from '../../dialogs/kit/talk-state.ts';
import { answerConsent, answerConsentBarely } from '../../dialogs/routing/consent.ts';
import type { Case, CaseData, CaseKind } from '../../services/cases/case.ts';
import { matter } from '../../services/cases/kinds/matter.ts';
import type { ConsentValue } from '../../services/consent/recording.ts';
import { phone, showPhone } from '../../understanding/values/phone.ts';
import { findPlace, type Place, place } from '../../understanding/values/place.ts';
import { learnt } from '../kit/learnt.ts';

/* A form with a fact that needs a consent of its own, as a talk. */

function openTalk() {
  const state: TalkState = { stack: [] };
  const frame: Frame = { dialog: 'report-incident', state: {} };
  const decisions: Pick<ConsentValue, 'decision' | 'kinds' | 'basis'>[] = [];
  const asked: ConsentValue['asked'][] = [];
  let kept: Partial<Case> = {};
  const facts: string[] = [];
  const keep = async (one: Case) => {
    kept = one;
    facts.push(...one.facts.map(({ name, words }) => `${name}: ${words}`));
  };
  const services = {
    zone: 'Asia/Shanghai',
    understand: (words: string) => learnt.recognizer.understand(words),
    cases: {
      draft: async () => ({ id: 'x', reference: 'BA000000-000000', openedAt: new Date(0), facts: [], notes: [] }),
      keep,
      submit: async (_kind: unknown, one: Case) => {
        await keep(one);
        return one;
      },
    },
    readerFailed: (error: unknown) => {
      throw error;
    },
    consentDecided: ({ decision, kinds, basis, asked: how }: ConsentValue) => {
      decisions.push({ decision, kinds, basis });
      asked.push(how);
    },
  } as unknown as DialogServices;
  const dialog = form<{ place: Place; phone: string }, CaseData>('report-incident', {
    kind: matter as CaseKind,
    content: async (filled) => ({ data: { ...filled } }),
    slots: {
      phone: { read: phone, find: phone, show: showPhone, optional: true },
      place: {
        read: place,
        find: findPlace,
        show: ({ said }) => said,
        anyWords: true,
        optional: true,
        sensitive: 'place',
      },
    },
    escalate: async (talk, _filled, submit) => {
      if (!/着火/.test(talk.said.words)) return false;
      await submit();
      return true;
    },
    submitted: async () => {},
  });
  let isBegun = false;
  let id = 0;
  /** Says something. Returns the keys of what is said to it. */
  const say = async (text: string): Promise<string[]> => {
    const keys: string[] = [];
    id += 1;
    const talk = new Talk({
      services,
      said: {
        ...learnt.recognizer.understand(text),
        ...{ text, entryId: `c|${id}`, at: new Date('2026-11-18T15:30:00+08:00'), files: 0, held: [], unread: '' },
        ...{ changed: undefined, crossed: false, rewritten: false },
      },
      state,
      locale: /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en',
      context: {
        sendActivity: async ({ channelData }: { channelData: { policydesk: { key: string } } }) => {
          keys.push(channelData.policydesk.key);
          return { id: `bot|${id}.${keys.length}` };
        },
      } as unknown as TurnContext,
    });
    if (!isBegun) {
      isBegun = true;
      await dialog.begin(talk, frame);
    } else if (await answerConsent(talk)) await dialog.reprompt(talk, frame, 'resumed');
    else if ((await dialog.continue(talk, frame)) === 'declined')
      await dialog.reprompt(talk, frame, (await answerConsentBarely(talk)) ? 'resumed' : 'missed');
    await talk.reply();
    return keys;
  };
  return { say, frame, decisions, asked, facts, data: () => kept.data ?? {} };
}

describe('what needs a consent of its own', () => {
  test('is held back where it is told unasked, and taken without being asked again once they agree', async () => {
    const talk = openTalk();
    expect(await talk.say('昨天在文三路被追尾了')).toEqual(['report-incident.ask-phone', 'consent.ask']);
    expect(talk.data()).toEqual({});
    expect(talk.frame.state).toMatchObject({ filled: {} });
    expect(await talk.say('同意')).toEqual(['consent.given', 'report-incident.ask-phone']);
    expect(talk.data()).toMatchObject({ place: { said: '文三路' } });
    expect(talk.facts).toHaveLength(1);
    expect(talk.decisions).toEqual([{ decision: 'given', kinds: ['place'], basis: 'said' }]);
    expect(talk.asked).toEqual([{ entry: 'bot|1.2', wording: '同意书 2026-11-30' }]);
    expect(await talk.say('13800138000')).toEqual(['form.noted', 'report-incident.confirm']);
  });

  test('may be agreed to and told more in one breath', async () => {
    const talk = openTalk();
    await talk.say('昨天在文三路被追尾了');
    expect(await talk.say('同意，电话是13800138000')).toEqual([
      'consent.given',
      'form.noted',
      'report-incident.confirm',
    ]);
    expect(talk.data()).toMatchObject({ place: { said: '文三路' }, phone: '+8613800138000' });
  });

  test('goes on without it where they refuse, and is asked no more', async () => {
    const talk = openTalk();
    await talk.say('昨天在文三路被追尾了');
    expect(await talk.say('不同意')).toEqual(['consent.refused', 'report-incident.ask-phone']);
    expect(await talk.say('13800138000，在文三路')).toEqual(['form.noted', 'report-incident.confirm']);
    expect(talk.data()).toEqual({ phone: '+8613800138000' });
    expect(JSON.stringify(talk.frame.state)).not.toContain('文三路');
  });

  test('is agreed to by answering, where that was said before it was asked', async () => {
    const talk = openTalk();
    await talk.say('昨天被追尾了');
    expect(await talk.say('13800138000')).toEqual(['form.noted', 'consent.by-answering', 'report-incident.ask-place']);
    expect(await talk.say('文三路和学院路路口')).toEqual(['form.noted', 'report-incident.confirm']);
    expect(talk.data()).toMatchObject({ place: { said: '文三路和学院路路口' } });
    expect(talk.decisions).toEqual([{ decision: 'given', kinds: ['place'], basis: 'answered' }]);
  });

  test('is agreed to by submitting, where they went on without a word and the summary says so', async () => {
    const talk = openTalk();
    await talk.say('昨天在文三路被追尾了');
    expect(await talk.say('13800138000')).toEqual(['form.noted', 'consent.with-summary', 'report-incident.confirm']);
    expect(talk.data()).toEqual({ phone: '+8613800138000' });
    await talk.say('对，提交');
    expect(talk.data()).toMatchObject({ place: { said: '文三路' }, phone: '+8613800138000' });
    expect(talk.decisions).toEqual([{ decision: 'given', kinds: ['place'], basis: 'submitted' }]);
  });

  test('is left out of what is submitted, where they refuse beside the summary', async () => {
    const talk = openTalk();
    await talk.say('昨天在文三路被追尾了');
    await talk.say('13800138000');
    expect(await talk.say('不同意')).toContain('consent.refused');
    await talk.say('对，提交');
    expect(talk.data()).toEqual({ phone: '+8613800138000' });
  });

  test('waits for nothing in an emergency, and the log says why', async () => {
    const talk = openTalk();
    expect(await talk.say('车在文三路着火了')).toEqual([]);
    expect(talk.data()).toMatchObject({ place: { said: '文三路' } });
    expect(talk.decisions).toEqual([{ decision: 'given', kinds: ['place'], basis: 'urgent' }]);
  });

  test('is noted no more once the consent is taken back; what was taken stands', async () => {
    const talk = openTalk();
    await talk.say('I was hit from behind yesterday at Wensan Road');
    await talk.say('I agree');
    const before = talk.data();
    expect(await talk.say('I withdraw my consent')).toContain('consent.withdrawn');
    expect(talk.decisions.map(({ decision, kinds }) => `${decision} ${kinds.join()}`)).toEqual([
      'given place',
      'withdrawn place',
      'refused health,identity',
    ]);
    expect(talk.data()).toEqual(before);
  });

  test('is asked about by a question that a bare yes answers, if nothing else can use it', async () => {
    const talk = openTalk();
    await talk.say('昨天在文三路被追尾了');
    expect(await talk.say('好的')).toEqual(['consent.given', 'report-incident.ask-phone']);
  });
});
