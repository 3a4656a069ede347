import { describe, expect, test } from 'vitest';
import { showEntry } from '../../inbox/entries.ts';
import type { LogEntry, LoggedActivity, Role } from '../../services/conversation-log/entry.ts';

/** An entry, as far as showing it goes. */
const entry = (role: Role, activity: LoggedActivity): LogEntry => ({
  conversationId: 'c',
  seq: 3,
  id: 'c|0000003',
  role,
  audience: role === 'system' ? 'staff' : 'all',
  at: new Date('2026-11-18T15:30:00+08:00'),
  activity,
  salt: '',
  digest: '',
  hash: '',
});

describe('a message that was never delivered', () => {
  const refused = (reason: string): LoggedActivity => ({
    type: 'event',
    name: 'delivery.refused',
    value: { entry: 'c|0000002', reason, status: 403, cause: 'Refused' },
  });

  test.each([
    ['blocked', '渠道说客户屏蔽了我们'],
    ['gone', '渠道那边已经没有这个会话'],
    ['too-large', '渠道说它太长'],
    ['malformed', '渠道不接受它的格式'],
    ['forbidden', '渠道现在不允许我们给这位客户发消息'],
    ['refused', '渠道拒绝了它'],
    ['of-a-later-version', '渠道拒绝了它'],
  ])('says why to the staff: %s', (reason, words) => {
    const shown = showEntry(entry('system', refused(reason)), 'zh-CN');
    expect(shown).toMatchObject({ about: 'c|0000002', audience: 'staff' });
    expect(shown.text).toContain(words);
  });

  test('is nothing that a customer can claim', () => {
    const shown = showEntry(entry('customer', refused('blocked')), 'en');
    expect(shown.text).not.toContain('did not reach');
    expect(shown).not.toHaveProperty('about');
  });
});

describe('a file that is no file of the desk', () => {
  const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';
  const file = (attachment: Record<string, unknown>) =>
    showEntry(entry('customer', { type: 'message', text: '', attachments: [{ name: 'f', ...attachment }] }), 'en')
      .attachments?.[0];

  test.each<[what: string, attachment: Record<string, unknown>, url: string | undefined]>([
    ['a small picture inside the message', { contentType: 'image/png', contentUrl: PIXEL }, PIXEL],
    ['a page that runs', { contentUrl: 'data:text/html;base64,PHNjcmlwdD4=' }, undefined],
    ['a picture that runs', { contentUrl: 'data:image/svg+xml;base64,PHN2Zz4=' }, undefined],
    ['a picture that is no base64', { contentUrl: 'data:image/png,<script>' }, undefined],
    ['a picture with a mark behind it', { contentUrl: `${PIXEL}"onload=` }, undefined],
    ['a script', { contentUrl: 'javascript:alert(1)' }, undefined],
    [
      'a file of Teams',
      { contentUrl: 'https://x.example/page', content: { downloadUrl: 'https://x.example/file' } },
      'https://x.example/file',
    ],
    [
      'a file of Teams whose address runs',
      { contentUrl: 'https://x.example/page', content: { downloadUrl: 'javascript:alert(1)' } },
      'https://x.example/page',
    ],
    [
      'a card whose content is a text',
      { contentUrl: 'https://x.example/page', content: 'hi' },
      'https://x.example/page',
    ],
    ['a card without content', { content: null }, undefined],
  ])('%s', (_what, attachment, url) => {
    expect(file(attachment)?.url).toBe(url);
    expect(file(attachment)?.inline).toBe(url?.startsWith('data:') ? true : undefined);
  });
});
