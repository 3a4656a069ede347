import { sha256 } from '../../services/ids.ts';

/** What a channel's own ids of messages begin with in the log. */
const CHANNELS_OWN = 'channel:';
/** Of what is noted beside messages: an invoke may have a message's id. */
export const CHANNELS_OWN_NOTE = 'channel-note:';

/** The log's message id for a channel's: none of a channel is like one that the desk makes. */
export const messageIdOf = (id: string): string => `${CHANNELS_OWN}${id}`;

/** The log's message id for a change of a message: the same change posted again is the same. */
export const changeIdOf = (id: string, type: string, change: readonly unknown[]): string =>
  `channel-${type}:${sha256(JSON.stringify(change)).slice(0, 32)}:${id}`;

/** The channel's own id of a message in the log; undefined for what has none. */
export const channelsIdOf = (messageId: string | undefined): string | undefined =>
  messageId?.startsWith(CHANNELS_OWN) ? messageId.slice(CHANNELS_OWN.length) : undefined;
