import { describe, expect, test } from 'vitest';
import { showEntry } from '../../inbox/show/entries.ts';
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

describe('what a channel’s customer sends and does', () => {
  const picture = { attachments: [{ contentType: 'image/png', contentUrl: 'https://x.example/1' }] };
  test.each<[what: string, activity: LoggedActivity, text: string, notes: string[] | undefined]>([
    [
      'a change',
      { type: 'messageUpdate', text: '四点', replyToId: 'c|1' },
      '客户后来修改了这条消息，改成：四点',
      undefined,
    ],
    [
      'a change to a place',
      { type: 'messageUpdate', held: [{ kind: 'place', words: '西湖' }] },
      '客户后来修改了这条消息，改成：客户发来一个位置：西湖',
      undefined,
    ],
    ['a change to nothing', { type: 'messageUpdate' }, '客户后来修改了这条消息，改后没有文字', undefined],
    ['a taking back', { type: 'messageDelete' }, '客户撤回了这条消息；原来的内容仍在记录里', undefined],
    [
      'a place',
      { type: 'message', held: [{ kind: 'place', words: '西湖 (30.25, 120.15)' }] },
      '客户发来一个位置：西湖 (30.25, 120.15)',
      undefined,
    ],
    [
      'a place beside words',
      { type: 'message', text: '在这', held: [{ kind: 'place' }] },
      '在这\n客户发来一个位置',
      undefined,
    ],
    [
      'a contact',
      { type: 'message', held: [{ kind: 'contact', words: '王梅' }] },
      '客户发来一个联系人：王梅',
      undefined,
    ],
    ['a sticker', { type: 'message', held: [{ kind: 'sticker', words: '😀' }] }, '客户发来一个表情：😀', undefined],
    ['a picture that is there', { type: 'message', held: [{ kind: 'picture' }], ...picture }, '', undefined],
    [
      'a picture that only the channel has',
      { type: 'message', held: [{ kind: 'picture' }] },
      '客户发来一张图片',
      undefined,
    ],
    ['a form', { type: 'message', held: [{ kind: 'form' }], value: { a: 1 } }, '客户提交了表单：{"a":1}', undefined],
    ['nothing', { type: 'message', held: [{ kind: 'nothing' }] }, '客户发来一条没有内容的消息', undefined],
    [
      'a text that was cut',
      { type: 'message', text: 'a', cut: { text: { had: 9, kept: 1 } } },
      'a',
      ['这条消息原有 9 个字符，存下了前 1 个'],
    ],
    [
      'files that were cut',
      { type: 'message', text: 'a', cut: { fields: ['attachments', 'value'] } },
      'a',
      ['这条消息附带的内容太大，没有全部存下：附件、表单'],
    ],
    [
      'a wish to be forgotten',
      { type: 'deleteUserData' },
      '渠道转来客户的请求：删除其个人数据。请按个人信息保护的规定处理',
      undefined,
    ],
    ['a type that nobody knows', { type: 'yodel' }, '客户的程序发来一个事件，系统没有据此做任何事', undefined],
  ])('%s is told in words', (_what, activity, text, notes) => {
    const shown = showEntry(entry('customer', activity), 'zh-CN');
    expect(shown.text).toBe(text);
    expect(shown.notes).toEqual(notes);
    expect(shown.about).toBe(activity.replyToId);
  });

  test('what a bot or an agent sends is never told as a customer’s', () => {
    const shown = showEntry(
      entry('bot', { type: 'message', text: 'a', held: [{ kind: 'place' }], cut: { fields: ['value'] } }),
      'zh-CN',
    );
    expect(shown).toMatchObject({ text: 'a' });
    expect(shown).not.toHaveProperty('notes');
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
