import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../language/locale.ts';
import { HANDOFF_REASONS } from '../services/conversations/handoff-reason.ts';
import { REASONS } from '../understanding/values/kit/reading.ts';
import * as cases from './kit/names/cases.ts';
import { undescribedIntents, unlistedConversations } from './kit/names/conversations.ts';
import * as phrasings from './kit/names/phrasings.ts';
import * as sentences from './kit/names/sentences.ts';
import * as talks from './kit/names/talks.ts';
import { missing, nothingToWrite } from './kit/names/to-write.ts';
import * as values from './kit/names/values.ts';

/*
 * What has a name in one place has to be there in the others too. Each line of a failure says what to write where.
 */

type Lines = readonly string[];

describe.each(LOCALES)('in %s', (locale) => {
  test.each<[string, (locale: Locale) => Lines]>([
    ['what a customer wants has a name', sentences.conversationsWithoutName],
    ['a form has the sentences that it asks with', sentences.formsWithoutWords],
    ['what a form keeps is named to the staff, whatever its kind of case is called', sentences.keptWithoutLabel],
    ['what is said in one language is said in the other', sentences.saidInTheOther],
    ['a sentence has the gaps that it has in the other language', sentences.withoutGaps],
    ['a sentence is in its language', sentences.foreignSentences],
    ['a sentence that is said is written', () => missing(locale, sentences.saidByName())],
    ['a sentence that is written is said', sentences.neverSaid],
    ['what a customer wants has phrasings that teach it', phrasings.tooFewPhrasings],
    ['a phrasing is in its language', phrasings.foreignPhrasings],
    ['a phrasing stands for one intent', phrasings.ambiguousPhrasings],
    ['whatever customers want has a talk that shows how it goes when all goes well', talks.withoutStraightTalk],
    ['that talk is written to its end, and keeps the kinds of case that are declared', talks.unfinishedStraightTalks],
    ['the customer of a talk speaks its language', talks.foreignCustomers],
    ['a kind of case, its steps and its deadlines have names', cases.kindsWithoutName],
    [
      'a reason for a person has a name',
      () =>
        missing(
          locale,
          HANDOFF_REASONS.map((reason) => `inbox.reason-${reason}`),
        ),
    ],
    [
      'a reason to ask again has its sentence',
      () =>
        missing(
          locale,
          REASONS.map((reason) => `form.retry-${reason}`),
        ),
    ],
  ])('%s', (_, toWrite) => nothingToWrite(toWrite(locale)));
});

test.each<[string, () => Lines | Promise<Lines>]>([
  ['a conversation stands in the list of them, and is called as its file', unlistedConversations],
  ['a language model is told of each thing that a customer may want', undescribedIntents],
  ['a file of phrasings holds lists of texts', phrasings.misshapenPhrasings],
  ['phrasings have a conversation that meets them', phrasings.unmetPhrasings],
  ['a talk can be read', talks.unreadableTalks],
  ['a value stands in the list of them, is called as its file, and is read by its own reader', values.unlistedValues],
  ['a value whose digits could be something else is among the identifiers', values.unknownIdentifiers],
  ['a value has a table of what is read', values.withoutTable],
  ['a kind of case stands in the list of them, and is called as its file', cases.unlistedKinds],
  ['a kind of case is opened', cases.unopenedKinds],
  ['no two kinds of case share what their references begin with, which is two letters', cases.wrongPrefixes],
])('%s', async (_, toWrite) => nothingToWrite(await toWrite()));

test('the sentences that are said are found in the sources', () =>
  expect(sentences.saidByName().length).toBeGreaterThan(50));
