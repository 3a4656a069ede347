/* The customer's page: gets a token, shows Web Chat on it, and comes back to the same conversation after a reload. */
(() => {
  const { WebChat } = window;
  const element = (id) => document.getElementById(id);
  const words = JSON.parse(element('words').textContent);
  const nonce = element('words').nonce;
  const locale = element('chat').dataset.locale;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  /** Milliseconds before a lost conversation is tried again. */
  const AGAIN = 3000;

  const show = (name) => {
    element('loading').hidden = name !== 'loading';
    element('failed').hidden = name !== 'failed';
    element('webchat').hidden = name !== 'webchat';
  };

  /** Says something above the talk, or nothing any more. */
  const say = (where, text) => {
    element(where).textContent = text ?? '';
    element(where).hidden = !text;
  };

  /** Why the desk didn't take something, in words. */
  const refusal = ({ code, seconds }) =>
    (words[`refused-${code}`] ?? words['refused-other']).replace('\u0001', String(seconds ?? 60));

  async function token(fresh) {
    const response = await fetch('/webchat/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ locale, fresh }),
    });
    if (!response.ok)
      throw Object.assign(new Error(`token: ${response.status}`), { refused: await refusedWith(response) });
    return response.json();
  }

  async function refusedWith(response) {
    const { error } = await response.json().catch(() => ({}));
    return {
      status: response.status,
      code: error?.code,
      seconds: Number(response.headers.get('retry-after')) || undefined,
    };
  }

  /** A person's message says who wrote it. */
  const named = ({ type, payload, ...rest }) => {
    const said = payload?.activity;
    const agent = said?.from?.role === 'bot' && said.channelData?.policydesk?.agent;
    if (type !== 'DIRECT_LINE/INCOMING_ACTIVITY' || !agent) return { type, payload, ...rest };
    const text = words['agent-says'].replace('\u0001', agent) + payload.activity.text;
    return { type, payload: { ...payload, activity: { ...payload.activity, text } }, ...rest };
  };

  const styleOptions = {
    primaryFont: 'inherit',
    connectivityTextSize: '85%',
    notificationText: dark ? '#a5b8b6' : '#4c6264',
    slowConnectivity: dark ? '#f0c674' : '#7a4b00',
    failedConnectivity: dark ? '#ffb199' : '#9a2c12',
    accent: dark ? '#5cc4bd' : '#0b6e6e',
    backgroundColor: dark ? '#172323' : '#ffffff',
    subtle: dark ? '#a5b8b6' : '#4c6264',
    bubbleBackground: dark ? '#223231' : '#eef3f2',
    bubbleTextColor: dark ? '#e6efee' : '#17292b',
    bubbleFromUserBackground: dark ? '#0c4443' : '#d9efec',
    bubbleFromUserTextColor: dark ? '#e6efee' : '#17292b',
    bubbleBorderRadius: 10,
    bubbleFromUserBorderRadius: 10,
    bubbleBorderWidth: 0,
    bubbleFromUserBorderWidth: 0,
    bubbleMaxWidth: 560,
    paddingRegular: 12,
    rootHeight: '100%',
    suggestedActionLayout: 'flow',
    suggestedActionBorderRadius: 18,
    suggestedActionBackgroundColor: dark ? '#172323' : '#ffffff',
    suggestedActionTextColor: dark ? '#5cc4bd' : '#0b6e6e',
    suggestedActionBorderColor: dark ? '#5cc4bd' : '#0b6e6e',
    sendBoxBackground: dark ? '#1d2b2b' : '#ffffff',
    sendBoxTextColor: dark ? '#e6efee' : '#17292b',
    sendBoxPlaceholderColor: dark ? '#a5b8b6' : '#5a6f71',
    sendBoxButtonColor: dark ? '#5cc4bd' : '#0b6e6e',
    sendBoxButtonColorOnActive: dark ? '#5cc4bd' : '#0b6e6e',
    sendBoxButtonColorOnFocus: dark ? '#5cc4bd' : '#0b6e6e',
    sendBoxButtonColorOnHover: dark ? '#5cc4bd' : '#0b6e6e',
    sendBoxButtonShadeColorOnActive: dark ? '#2b3b3a' : '#d9efec',
    sendBoxButtonShadeColorOnFocus: dark ? '#223231' : '#eef3f2',
    sendBoxButtonShadeColorOnHover: dark ? '#223231' : '#eef3f2',
    hideUploadButton: false,
    // A long answer starts with what isn't covered: it stays at its start until the reader scrolls on.
    autoScrollSnapOnPage: true,
    timestampColor: dark ? '#a5b8b6' : '#4c6264',
  };

  let current;
  let store;
  let again;
  let failures = 0;
  const line = window.deskLine({
    onState: (state) => say('notice', state === 'gone' ? words.offline : undefined),
    onRefused: (reason) => say('told', refusal(reason)),
    reopen: () => start({ keep: true }),
  });

  /** Messages that this page has sent. */
  const sent = new Set();

  /** A message goes out: what was said of the one before is over. It comes back, and the desk may have left out files. */
  const heard = (action) => {
    const said = action.payload?.activity;
    const id = said?.channelData?.clientActivityID;
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY') say('told');
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY_PENDING') sent.add(id);
    if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY' && sent.delete(id)) {
      const [file] = said.channelData.refusedFiles ?? [];
      if (file) say('told', refusal(file));
    }
    return named(action);
  };

  /** Opens the line: to where the page was (`keep`), to the visitor's conversation, or to a new one (`fresh`). */
  async function start({ fresh = false, keep = false } = {}) {
    clearTimeout(again);
    const before = current;
    const goesOn = keep && before !== undefined;
    if (!goesOn) show('loading');
    try {
      const granted = await token(fresh);
      if (current !== before) return; // another start was faster
      const isSame = goesOn && granted.conversationId === before.conversationId;
      const directLine = WebChat.createDirectLine({
        domain: `${location.origin}/v3/directline`,
        token: granted.token,
        ...(granted.resumed ? { conversationId: granted.conversationId } : {}),
        ...(isSame ? { watermark: before.directLine.watermark } : {}),
        conversationStartProperties: { locale },
      });
      const post = line.watch(directLine, () => current);
      const subscription = directLine.connectionStatus$.subscribe((status) => {
        // 0 uninitialised, 1 connecting, 2 online, 3 expired token, 4 failed to connect, 5 ended
        if (status >= 3) setTimeout(() => current?.directLine === directLine && start({ keep: true }), AGAIN);
      });
      const end = () => {
        subscription.unsubscribe();
        directLine.end();
      };
      current = { directLine, post, conversationId: granted.conversationId, end };
      // The same store keeps what is shown and what is being written.
      if (!isSame) store = WebChat.createStore({}, () => (next) => (action) => next(heard(action)));
      WebChat.renderWebChat({ directLine, store, locale, nonce, styleOptions }, element('webchat'));
      before?.end();
      failures = 0;
      show('webchat');
    } catch (error) {
      const { refused } = error;
      if (goesOn) return line.lost();
      element('why').textContent = refused?.status === 429 ? refusal(refused) : words.failed;
      show('failed');
      const wait = Math.min(2 ** failures++ * 2, 30);
      again = setTimeout(() => start({ fresh }), (refused?.seconds ?? wait) * 1000 * (1 + Math.random() / 4));
    }
  }

  element('retry').addEventListener('click', () => start());
  element('start-over').addEventListener('click', () => {
    if (confirm(words['start-over-confirm'])) start({ fresh: true });
  });
  start();
})();
