import { type IncidentReport, incident } from '../../../services/cases/kinds/incident.ts';
import type { Policy } from '../../../services/policies/policies.ts';
import { needsHelpNow } from '../../../understanding/hurt.ts';
import { incidentType } from '../../../understanding/incident.ts';
import { happenedAt } from '../../../understanding/loss/treatment.ts';
import { atWork } from '../../kit/at-work.ts';
import { declare } from '../../kit/declaration.ts';
import { form } from '../../kit/form/form.ts';
import { ANOTHER, aboutRepair, aside } from './asides.ts';
import { besideIt } from './beside.ts';
import { contentOf } from './content.ts';
import { factsOf } from './facts.ts';
import { escalate } from './meet.ts';
import { quietly } from './quietly.ts';
import { lineOf, type Report } from './report.ts';
import { readBackOf } from './shown.ts';

/**
 * Takes down an incident of any line: whatever is told of it is kept, little is asked. A policy is tied to it by its number,
 * or by the plate: nobody has their policy on the hard shoulder. Whether there is one isn't told to who isn't known.
 */
export const reportIncident = declare({
  intent: 'report-incident',
  cases: [incident],
  dialog: (name, { policies, zone, identity }) => {
    const find = async (given: string): Promise<Policy | undefined> =>
      (await policies.find(given)) ?? policies.findByPlate(given);
    const slots = factsOf({ zone, identity });
    const shows = slots as Record<string, { show: (value: never, talk: Parameters<typeof aside>[0]) => string }>;
    return form<Report, IncidentReport>(name, {
      kind: incident,
      content: async (told) => ({
        data: contentOf(told),
        policyNumber: told.policy ? (await find(told.policy))?.number : undefined,
      }),
      slots,
      readBack: (talk, names, told) =>
        readBackOf(talk, names, told, (fact, value) => shows[fact]?.show(value as never, talk) ?? ''),
      about: (told) => ({
        line: lineOf(told),
        withPlace: told.place === undefined && told.what !== undefined,
        illness: told.what === 'illness',
        health: lineOf(told) === 'health',
        withPhone: !('phone' in told),
        withName: !('name' in told),
      }),
      aside,
      isAnother: (talk, told) => {
        const day = talk.read(happenedAt);
        const isAnotherDay = day !== undefined && 'value' in day && day.value.date !== told.happenedAt?.date;
        return talk.read(incidentType) !== undefined && (ANOTHER.test(talk.said.words) || isAnotherDay);
      },
      beside: besideIt,
      quietly,
      mustNotWait: needsHelpNow,
      escalate,
      submitted: async (talk, told, { reference }) => {
        const line = lineOf(told);
        await talk.say('report-incident.registered', {
          reference,
          ...atWork(talk),
          ...aboutRepair(told),
          motor: line === 'motor',
          health: line === 'health',
          home: line === 'home',
          withoutPhone: !told.phone,
        });
      },
    });
  },
});
