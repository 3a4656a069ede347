import type { Activity } from 'botbuilder';
import { inParts } from '../parts.ts';

/**
 * Characters that a channel takes at once, by its name at the Bot Connector; where none stands here nobody has met an end.
 * - telegram: https://core.telegram.org/bots/api#sendmessage
 * - facebook: https://developers.facebook.com/docs/messenger-platform/reference/send-api
 * - line: https://developers.line.biz/en/reference/messaging-api/#text-message
 * - sms: Twilio joins no more than ten SMS
 * - slack: https://api.slack.com/methods/chat.postMessage cuts at 40,000 and advises 4,000
 * - msteams: 28 KB, at three bytes a Han character
 * - webex: 7,439 bytes
 */
const MOST: Readonly<Record<string, number>> = {
  ...{ telegram: 4_096, facebook: 2_000, line: 5_000, sms: 1_600, slack: 4_000, msteams: 9_000, webex: 2_400 },
  ...{ whatsapp: 4_096, viber: 7_000 },
};

/**
 * An activity as its channel takes it: as one, or its text in parts, the last of which has the buttons and all else. Each
 * says in `channelData.policydesk.part` which of how many it is.
 */
export function partsFor(activity: Partial<Activity>, channelId: string | undefined): Partial<Activity>[] {
  const { text } = activity;
  const most = MOST[channelId ?? ''];
  if (typeof text !== 'string' || most === undefined || text.length <= most) return [activity];
  const parts = inParts(text, most);
  const { suggestedActions: _, attachments: __, ...bare } = activity;
  return parts.map((part, at): Partial<Activity> => {
    const whole = at === parts.length - 1 ? activity : bare;
    const { policydesk } = (activity.channelData ?? {}) as { policydesk?: Record<string, unknown> };
    return { ...whole, text: part, channelData: { policydesk: { ...policydesk, part: [at + 1, parts.length] } } };
  });
}
