import { ActivityTypes } from 'botbuilder';
import { describe, expect, test } from 'vitest';
import { readArrived } from '../../channels/connector/activity.ts';
import { fromHtml, fromMarkdown, withoutReferences } from '../../channels/connector/markup.ts';
import { MOST_KEPT } from '../../channels/connector/message.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';

/*
 * What a channel posts, as it is kept: without a database, since nothing of it needs one.
 * Long: a table for each kind of thing that channels post.
 */

const BOT = { id: '28:bot', name: 'Policydesk' };
const posted = (more: Record<string, unknown>): Record<string, unknown> => ({
  type: 'message',
  id: 'm1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.example/',
  conversation: { id: 'c1' },
  from: { id: '29:u', name: '客户' },
  recipient: BOT,
  ...more,
});
const kept = (more: Record<string, unknown>): LoggedActivity => {
  const arrived = readArrived(posted(more));
  if (!('content' in arrived)) throw new Error(`nothing is kept of it: ${arrived.kind}`);
  return arrived.content;
};
const mention = (text: string, mentioned: Record<string, unknown> = BOT) => ({ type: 'mention', text, mentioned });
const copy = (content: string) => ({ contentType: 'text/html', content });

describe('what a customer said, in whatever marks it comes', () => {
  const AT = '<at>Policydesk</at>';
  test.each<[what: string, posted: Record<string, unknown>, words: string | undefined]>([
    ['plain words', { text: '我要报案' }, '我要报案'],
    ['the bot named before', { text: `${AT} 我要报案`, entities: [mention(AT)] }, '我要报案'],
    ['the bot named behind', { text: `我要报案 ${AT}`, entities: [mention(AT)] }, '我要报案'],
    ['the bot named twice', { text: `${AT} 在吗 ${AT}`, entities: [mention(AT), mention(AT)] }, '在吗'],
    ['the bot named without an entity', { text: `${AT}&nbsp;在吗` }, '在吗'],
    ['the bot named with an attribute', { text: '<at id="0">policydesk</at> 在吗' }, '在吗'],
    ['the bot named as Slack does', { text: '<@U7|policydesk> 在吗', entities: [mention('<@U7|policydesk>')] }, '在吗'],
    ['the bot named with an @ alone', { text: '@Policydesk 在吗', entities: [mention('@Policydesk')] }, '在吗'],
    [
      'somebody else named',
      { text: `${AT} 找<at>小王</at>`, entities: [mention(AT), mention('<at>小王</at>', { id: '29:x' })] },
      '找小王',
    ],
    ['nothing but the bot’s name', { text: AT, entities: [mention(AT)] }, undefined],
    ['mentions that are none', { text: '在吗', entities: [null, 7, { type: 'mention' }, mention('')] }, '在吗'],
    ['blanks and lines', { text: ' 第一，\n\n\n第二，  \u00a0第三 ' }, ' 第一，\n\n\n第二，  \u00a0第三 '],
    ['list marks', { text: '1. 先道歉\n- 再赔\n> 快' }, '1. 先道歉\n- 再赔\n> 快'],
    ['a family', { text: '👨‍👩‍👧 ok\u200b' }, '👨‍👩‍👧 ok\u200b'],
    ['blanks beside the bot’s name', { text: `${AT}  第一  第二`, entities: [mention(AT)] }, '第一  第二'],
    ['an &', { text: 'A&amp;B 公司的车' }, 'A&B 公司的车'],
    ['a quotation of marks', { text: '&lt;b&gt; 是什么' }, '<b> 是什么'],
    ['what was written as a reference', { text: '&amp;lt;' }, '&lt;'],
    ['numbers of characters', { text: '&#x4F60;&#22909;&#39;s&#0;&#x110000;' }, "你好's&#0;&#x110000;"],
    ['a name that is none', { text: 'R&D; AT&T &constructor;' }, 'R&D; AT&T &constructor;'],
    ['less than', { text: '赔 < 5 万还是 > 5 万' }, '赔 < 5 万还是 > 5 万'],
    ['marks in a text that has none', { text: '我打了 <b>这个</b>' }, '我打了 <b>这个</b>'],
    ['xml', { text: '<b>我要</b>报案<br/>浙A12345', textFormat: 'xml' }, '我要报案\n浙A12345'],
    ['html', { text: '<div><p>我要报案</p><p>A &amp; B</p></div>', textFormat: 'html' }, '我要报案\n\nA & B'],
    [
      'html with what nobody reads',
      { text: '<style>p{}</style><p>在<script>x()</script>吗</p>', textFormat: 'html' },
      '在吗',
    ],
    ['markdown', { text: '**我要**报案，_急_', textFormat: 'markdown' }, '我要报案，急'],
    ['markdown of words', { text: 'I *need* to `report` __it__', textFormat: 'markdown' }, 'I need to report it'],
    [
      'markdown that is none',
      { text: '2*3*4 and a_b_c, 浙A*1234', textFormat: 'markdown' },
      '2*3*4 and a_b_c, 浙A*1234',
    ],
    ['markdown with its marks escaped', { text: '\\*报案\\* 1\\. 2', textFormat: 'markdown' }, '*报案* 1. 2'],
    ['a link', { text: '[照片](https://x.example/a)', textFormat: 'markdown' }, '照片 (https://x.example/a)'],
    ['stars in a plain text', { text: '**我要**报案', textFormat: 'plain' }, '**我要**报案'],
    ['a button of a card', { value: '转人工' }, '转人工'],
    ['Teams, which says it twice', { text: '我要报案', attachments: [copy('<div>我要报案</div>')] }, '我要报案'],
    ['Teams, which says it as html alone', { text: '', attachments: [copy(`<p>${AT}&nbsp;我要报案</p>`)] }, '我要报案'],
  ])('%s', (_what, more, words) => {
    expect(kept(more).text).toBe(words);
  });

  test('what came is kept where it differs, and only there', () => {
    expect(kept({ text: '在吗' }).received).toBeUndefined();
    expect(kept({ text: `${AT} 在吗`, textFormat: 'xml' }).received).toEqual({ text: `${AT} 在吗`, textFormat: 'xml' });
    expect(kept({ text: '在吗', attachments: [copy('<p>在吗</p>')] })).not.toHaveProperty('received');
    expect(kept({ text: '在吗', attachments: [copy('<p>在吗</p><p>急</p>')] }).received).toEqual({
      html: '<p>在吗</p><p>急</p>',
    });
  });

  test('a copy is no file; a page that was sent as one is', () => {
    const page = { contentType: 'text/html', contentUrl: 'https://x.example/a.html', name: 'a.html' };
    expect(kept({ text: '在吗', attachments: [copy('<p>在吗</p>')] })).not.toHaveProperty('attachments');
    expect(kept({ text: '在吗', attachments: [copy('<p>在吗</p>'), page] }).attachments).toEqual([page]);
  });

  test('a name that is called without end takes no time that counts', () => {
    const started = process.cpuUsage();
    kept({ text: 'a'.repeat(100_000), entities: Array(1_000).fill(mention('a')) });
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(3_000);
  });

  test.each<[what: string, read: (text: string) => string, text: string]>([
    ['opened elements', fromHtml, '<b '.repeat(200_000)],
    ['comments', fromHtml, '<!--'.repeat(200_000)],
    ['elements in elements', fromHtml, '<p>'.repeat(200_000)],
    ['stars', fromMarkdown, '(*a '.repeat(50_000)],
    ['double stars', fromMarkdown, '**a '.repeat(50_000)],
    ['brackets', fromMarkdown, '[a]('.repeat(50_000)],
    ['backticks', fromMarkdown, '`a ``b '.repeat(30_000)],
    ['references', withoutReferences, '&amp'.repeat(200_000)],
  ])('%s without end take no time that counts', (_what, read, text) => {
    const started = process.cpuUsage();
    read(text);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(3_000);
  });
});

describe('a message without words', () => {
  const file = (contentType: string, more = {}) => ({
    attachments: [{ contentType, contentUrl: 'https://x.example/1', ...more }],
  });
  const telegram = (message: unknown) => ({ channelData: { message } });
  test.each<[what: string, posted: Record<string, unknown>, held: unknown[] | undefined]>([
    ['nothing at all', {}, [{ kind: 'nothing' }]],
    ['blanks', { text: ' \n ' }, [{ kind: 'nothing' }]],
    ['a picture', file('image/jpeg'), [{ kind: 'picture' }]],
    ['a voice', file('audio/ogg'), [{ kind: 'voice' }]],
    ['a video', file('video/mp4'), [{ kind: 'video' }]],
    ['a file', file('application/pdf', { name: '保单.pdf' }), [{ kind: 'file', words: '保单.pdf' }]],
    [
      'a business card',
      { attachments: [{ contentType: 'text/vcard', content: 'BEGIN:VCARD\nFN:王梅\nEND:VCARD' }] },
      [{ kind: 'contact', words: '王梅' }],
    ],
    ['a form', { value: { plate: '浙A12345' } }, [{ kind: 'form' }]],
    ['a form too large to keep', { value: { a: 'x'.repeat(50_000) } }, [{ kind: 'form' }]],
    [
      'a place of the Bot Framework',
      {
        entities: [
          {
            type: 'Place',
            name: '西湖',
            address: { addressRegion: '浙江省', streetAddress: '龙井路 1 号' },
            geo: { latitude: 30.25, longitude: 120.15 },
          },
        ],
      },
      [{ kind: 'place', words: '西湖 浙江省 龙井路 1 号 (30.25, 120.15)' }],
    ],
    [
      'a point on the earth',
      { entities: [{ type: 'GeoCoordinates', latitude: 30.2500004, longitude: '120.15' }] },
      [{ kind: 'place', words: '(30.25, 120.15)' }],
    ],
    [
      'a point that is none',
      { entities: [{ type: 'GeoCoordinates', latitude: 900, longitude: null }] },
      [{ kind: 'place' }],
    ],
    [
      'a place of Telegram',
      telegram({ location: { latitude: 30.25, longitude: 120.15 } }),
      [{ kind: 'place', words: '(30.25, 120.15)' }],
    ],
    [
      'a venue of Telegram',
      telegram({ location: {}, venue: { location: { latitude: 1, longitude: 2 }, title: '医院', address: '文三路' } }),
      [{ kind: 'place', words: '医院 文三路 (1, 2)' }],
    ],
    ['a sticker of Telegram', telegram({ sticker: { emoji: '😀' } }), [{ kind: 'sticker', words: '😀' }]],
    [
      'a contact of Telegram',
      telegram({ contact: { first_name: '梅', last_name: '王', phone_number: '13800138000' } }),
      [{ kind: 'contact', words: '王 梅 13800138000' }],
    ],
    ['a voice of Telegram', telegram({ voice: { file_id: 'x' } }), [{ kind: 'voice' }]],
    [
      'a place of LINE',
      telegram({ type: 'location', title: '公司', address: '东京', latitude: 35, longitude: 139 }),
      [{ kind: 'place', words: '公司 东京 (35, 139)' }],
    ],
    [
      'a sticker of LINE',
      telegram({ type: 'sticker', packageId: '1', keywords: ['谢谢'] }),
      [{ kind: 'sticker', words: '谢谢' }],
    ],
    [
      'a place of Facebook',
      telegram({ attachments: [{ type: 'location', title: '家', payload: { coordinates: { lat: 1, long: 2 } } }] }),
      [{ kind: 'place', words: '家 (1, 2)' }],
    ],
    ['a thumb of Facebook', { ...telegram({ sticker_id: 369239263222822 }) }, [{ kind: 'sticker' }]],
    [
      'what a place turns the writing with',
      telegram({ type: 'location', title: 'a\u202eb\n', latitude: 1, longitude: 2 }),
      [{ kind: 'place', words: 'ab (1, 2)' }],
    ],
    ['things that are none', { entities: ['x', null], channelData: 'x', attachments: [7, []] }, [{ kind: 'nothing' }]],
    [
      'channel data that is odd',
      telegram({ type: { toString: 1 }, location: 7, venue: [], contact: 'x', attachments: {} }),
      [{ kind: 'nothing' }],
    ],
    ['words beside a picture', { text: '看图', ...file('image/png') }, undefined],
    [
      'words beside a place',
      { text: '在这', entities: [{ type: 'GeoCoordinates', latitude: 1, longitude: 2 }] },
      [{ kind: 'place', words: '(1, 2)' }],
    ],
  ])('%s', (_what, more, held) => {
    expect(kept(more).held).toEqual(held);
  });
});

describe('what a channel can’t say', () => {
  test('what only the door writes is not taken from what is posted', () => {
    const forged = {
      held: [{ kind: 'place', words: 'x' }],
      cut: { fields: ['x'] },
      received: { text: 'x' },
      answeredInResponse: true,
    };
    const from = { ...(posted({}).from as object), role: 'user' };
    for (const type of ['message', 'messageUpdate'])
      expect(kept({ type, text: '在吗', ...forged })).toEqual({
        type,
        text: '在吗',
        textFormat: 'plain',
        from: { ...from },
      });
    expect(kept({ type: 'event', ...forged })).toEqual({ type: 'event', from });
    expect(kept({ type: 'messageReaction', ...forged })).toEqual({ type: 'messageReaction', from });
  });

  test('a name turns no direction of writing', () => {
    expect(kept({ from: { id: '29:u', name: 'a\u202eb\u2066c\0' } }).from).toMatchObject({ name: 'abc' });
  });
});

describe('what is too much', () => {
  test('a long text is kept whole, a longer one cut, and said to be', () => {
    const whole = kept({ text: '长'.repeat(MOST_KEPT) });
    expect(whole.text).toHaveLength(MOST_KEPT);
    expect(whole).not.toHaveProperty('cut');
    const cut = kept({ text: `${'长'.repeat(MOST_KEPT - 1)}😀😀` });
    expect(cut.text).toBe('长'.repeat(MOST_KEPT - 1));
    expect(cut.cut).toEqual({ text: { had: MOST_KEPT + 3, kept: MOST_KEPT - 1 } });
  });

  test.each<[what: string, posted: Record<string, unknown>, cut: string[]]>([
    ['a value', { value: { a: 'x'.repeat(100_000) } }, ['value']],
    ['marks', { entities: [{ type: 'x', a: 'x'.repeat(100_000) }] }, ['entities']],
    ['what the channel says', { channelData: { a: 'x'.repeat(100_000) } }, ['channelData']],
    [
      'a picture inside',
      {
        attachments: [
          { name: 'a.png', contentType: 'image/png', contentUrl: `data:image/png;base64,${'A'.repeat(400_000)}` },
        ],
      },
      ['attachments'],
    ],
    [
      'all of it',
      { value: { a: 'x'.repeat(100_000) }, entities: Array(50_000).fill({}), channelData: { a: 'x'.repeat(100_000) } },
      ['value', 'entities', 'channelData'],
    ],
    ['what is nested', { channelData: JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`) }, ['channelData']],
  ])('%s is cut and the words stand', (_what, more, fields) => {
    const activity = kept({ text: '在吗', ...more });
    expect(activity).toMatchObject({ text: '在吗', cut: { fields } });
    expect(JSON.stringify(activity).length).toBeLessThan(350_000);
  });

  test('a file that is too large is named; a small one is there', () => {
    const picture = (size: number) => ({
      name: 'a\u202egnp.png',
      contentType: 'image/png',
      contentUrl: `data:image/png;base64,${'A'.repeat(size)}`,
    });
    const { attachments } = kept({ attachments: [picture(100_000), picture(400_000)] });
    expect(attachments).toEqual([
      { ...picture(100_000), name: 'agnp.png' },
      { name: 'agnp.png', contentType: 'image/png' },
    ]);
  });
});

describe('every type of activity', () => {
  const WHAT: Record<string, string> = {
    ...{ message: 'said', messageUpdate: 'changed', messageDelete: 'taken-back', event: 'kept', invoke: 'invoked' },
    ...{ typing: 'passing', trace: 'passing', delay: 'passing', conversationUpdate: 'passing' },
    ...{ messageReaction: 'noted', endOfConversation: 'noted', installationUpdate: 'noted', handoff: 'noted' },
    ...{ contactRelationUpdate: 'noted', deleteUserData: 'noted', suggestion: 'noted', command: 'noted' },
    ...{ commandResult: 'noted', invokeResponse: 'noted', yodel: 'noted', __proto__x: 'noted', constructor: 'noted' },
  };
  test.each(Object.entries(WHAT))('%s: %s', (type, kind) => {
    expect(readArrived(posted({ type })).kind).toBe(kind);
    // Whatever else stands in it.
    const odd = {
      name: { a: 1 },
      value: [7],
      action: 5,
      reactionsAdded: 'x',
      membersRemoved: 7,
      attachments: 'x',
      entities: 7,
      from: type === 'typing' ? 7 : BOT,
    };
    expect(() => readArrived(posted({ ...odd, type }))).not.toThrow();
  });

  test('none that the SDK names is missing', () => {
    expect(Object.values(ActivityTypes).filter((type) => !(type in WHAT))).toEqual([]);
  });

  test('who comes in is greeted, who leaves is noted', () => {
    const arrived = (more: object) => readArrived(posted({ type: 'conversationUpdate', ...more })).kind;
    expect(arrived({ membersAdded: [BOT, { id: '29:u' }] })).toBe('joined');
    expect(arrived({ membersAdded: [BOT] })).toBe('passing');
    expect(arrived({ membersRemoved: [{ id: '29:u' }] })).toBe('noted');
  });

  test('a change names the message that it is of, and is the same when it is posted again', () => {
    const change = (more: object) =>
      readArrived(posted({ type: 'messageUpdate', text: 'b', timestamp: 't1', ...more }));
    expect(change({})).toMatchObject({ about: 'channel:m1' });
    expect(change({})).toEqual(change({}));
    for (const other of [{ text: 'c' }, { timestamp: 't2' }, { id: 'm2' }])
      expect(change(other)).not.toMatchObject({ messageId: (change({}) as { messageId: string }).messageId });
  });
});
