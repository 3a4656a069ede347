import type { IncidentReport, IncidentTime } from '../../services/cases/kinds/incident.ts';
import { incident } from '../../services/cases/kinds/incident.ts';
import type { Policy } from '../../services/policies/policies.ts';
import { words } from '../../templates/render.ts';
import { CALLED } from '../../understanding/form-words.ts';
import { anyoneHurt, dangerOf, hurtAnswer, needsHelpNow } from '../../understanding/hurt.ts';
import { incidentType, toldAtOnce, whatHappened } from '../../understanding/incident.ts';
import { lastDigitsRight } from '../../understanding/not-but.ts';
import { justDied } from '../../understanding/phrases/danger/danger.ts';
import { incidentTime } from '../../understanding/values/incident-time.ts';
import type { ValueReader } from '../../understanding/values/kit/reading.ts';
import { phone, showPhone } from '../../understanding/values/phone.ts';
import { findPlace, type Place, place, placePutRight } from '../../understanding/values/place.ts';
import { plate } from '../../understanding/values/plate.ts';
import { policyNumber } from '../../understanding/values/policy-number.ts';
import { wishFor, wordsFor } from '../kit/danger.ts';
import { declare } from '../kit/declaration.ts';
import { form } from '../kit/form/form.ts';
import { refusal } from '../kit/form/slots.ts';
import { joinQueue } from '../kit/queue.ts';
import { showIncidentTime } from '../kit/show.ts';
import type { Talk } from '../kit/talk.ts';

/** What is asked. The policy is found by its number or, for a car, by the plate: nobody has their policy on the hard shoulder. */
type Report = {
  what: IncidentReport['what'];
  anyoneHurt: boolean;
  happenedAt: IncidentTime;
  place: Place;
  policy: string;
  phone: string;
};

const numberOrPlate: ValueReader<string> = (text, context) => {
  const byPlate = plate(text, context);
  return byPlate && 'value' in byPlate ? byPlate : policyNumber(text, context);
};

/** Takes down an incident: what happened, when, where, whether somebody is hurt, which policy, whom to call. */
export const reportIncident = declare({
  intent: 'report-incident',
  cases: [incident],
  dialog: (name, { policies, zone }) => {
    const find = async (given: string): Promise<Policy | undefined> =>
      (await policies.find(given)) ?? policies.findByPlate(given);
    return form<Report, IncidentReport>(name, {
      kind: incident,
      content: async (filled) => ({
        data: { ...filled },
        policyNumber: filled.policy ? (await find(filled.policy))?.number : undefined,
      }),
      slots: {
        what: {
          read: whatHappened,
          find: incidentType,
          findAtFirst: toldAtOnce,
          overrules: (what) => what === 'death',
          show: (what, talk) => words(`report-incident.what-${what}`, talk.locale),
        },
        anyoneHurt: {
          read: hurtAnswer,
          find: anyoneHurt,
          overrules: (isHurt) => isHurt,
          matters: ({ what }) => what !== 'illness',
          show: (value, talk) => words(`report-incident.${value ? 'somebody-hurt' : 'nobody-hurt'}`, talk.locale),
        },
        happenedAt: {
          read: incidentTime,
          find: incidentTime,
          optional: 'when asked again',
          show: (time, talk) => showIncidentTime(time, zone, talk.locale),
        },
        place: {
          read: place,
          find: findPlace,
          putRight: placePutRight,
          show: ({ said }) => said,
          anyWords: true,
          optional: true,
        },
        policy: {
          read: numberOrPlate,
          find: numberOrPlate,
          optional: true,
          called: CALLED.policy,
          putRight: lastDigitsRight,
          refuse: refusal(['unknown', 'not-in-force'], async (given, { happenedAt }) =>
            refusePolicy(await find(given), (happenedAt as IncidentTime | undefined)?.date),
          ),
          show: (value) => value,
        },
        phone: {
          read: phone,
          find: phone,
          putRight: lastDigitsRight,
          show: showPhone,
          lasting: true,
          optional: true,
          called: CALLED.phone,
        },
      },
      mustNotWait: needsHelpNow,
      // Nobody who is hurt has to finish a form: what was said is kept as it is, and a person comes at once.
      escalate: async (talk, filled, submit) => {
        const death = filled.what === 'death';
        const danger = dangerOf(talk.said.words);
        const isInDanger = danger !== undefined && danger !== 'fraud';
        if (!death && filled.anyoneHurt !== true && !isInDanger) return false;
        await submit();
        // Who is dead isn't called to; whoever is with them may still be in danger.
        const goesFirst = isInDanger && danger !== 'collapse';
        if (!death || goesFirst) await talk.say(wordsFor(danger));
        if (death) await talk.say(condolence(talk));
        await joinQueue(talk, wishFor(goesFirst ? danger : undefined, filled.what ?? undefined));
        return true;
      },
      submitted: async (talk, filled, { reference, policyNumber }) => {
        // A policy may have been named before the day was.
        const policy = policyNumber === undefined ? undefined : await find(policyNumber);
        await talk.say('report-incident.registered', {
          reference,
          motor: filled.what === 'collision',
          withoutPolicy: !policyNumber,
          withoutPhone: !filled.phone,
          notInForce: policy !== undefined && refusePolicy(policy, filled.happenedAt?.date) !== undefined,
        });
      },
    });
  },
});

/** Whoever lost somebody is consoled; a stranger's death is told with care; where help may still come in time, 120 first. */
function condolence(talk: Talk): string {
  const kind = talk.said.distress?.kind;
  if ((kind !== 'loss' && kind !== 'bereaved') || talk.state.witnessed) return 'report-incident.somebody-died';
  talk.state.condoled = true;
  if (kind === 'bereaved') return 'distress.bereaved';
  return justDied(talk.said.words) ? 'danger.condolence' : 'report-incident.condolence';
}

/**
 * Whether a policy was in force is judged on the day of the loss: one that has ended since covers what happened before.
 * Where the day isn't known yet, or cover was suspended, it is taken, and a colleague looks.
 */
function refusePolicy(policy: Policy | undefined, day: string | undefined): 'unknown' | 'not-in-force' | undefined {
  if (!policy) return 'unknown';
  return day === undefined || (policy.from <= day && day <= policy.until) ? undefined : 'not-in-force';
}
