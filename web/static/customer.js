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

  const notice = (text) => {
    element('notice').textContent = text ?? '';
    element('notice').hidden = !text;
  };

  async function token(fresh) {
    const response = await fetch('/webchat/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ locale, fresh }),
    });
    if (!response.ok) throw new Error(`token: ${response.status}`);
    return response.json();
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
    primaryFont: getComputedStyle(document.body).fontFamily,
    accent: dark ? '#5cc4bd' : '#0b6e6e',
    backgroundColor: dark ? '#172323' : '#ffffff',
    subtle: dark ? '#a5b8b6' : '#4c6264',
    bubbleBackground: dark ? '#223231' : '#eef3f2',
    bubbleTextColor: dark ? '#e6efee' : '#17292b',
    bubbleFromUserBackground: dark ? '#0f4f4e' : '#d9efec',
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
    hideUploadButton: false,
    // A long answer starts with what isn't covered: it stays at its start until the reader scrolls on.
    autoScrollSnapOnPage: true,
    timestampColor: dark ? '#a5b8b6' : '#4c6264',
  };

  let current;

  async function start(fresh) {
    current?.end();
    show('loading');
    notice();
    try {
      const granted = await token(fresh);
      const directLine = WebChat.createDirectLine({
        domain: `${location.origin}/v3/directline`,
        token: granted.token,
        ...(granted.resumed ? { conversationId: granted.conversationId } : {}),
        conversationStartProperties: { locale },
      });
      const subscription = directLine.connectionStatus$.subscribe((status) => {
        // 0 uninitialised, 1 connecting, 2 online, 3 expired token, 4 failed to connect, 5 ended
        if (status === 2) notice();
        if (status === 1 && current?.online) notice(words.offline);
        if (status === 2 && current) current.online = true;
        if (status >= 3) setTimeout(() => current?.directLine === directLine && start(), AGAIN);
      });
      const end = () => {
        subscription.unsubscribe();
        directLine.end();
      };
      current = { directLine, online: false, end };
      const store = WebChat.createStore({}, () => (next) => (action) => next(named(action)));
      WebChat.renderWebChat({ directLine, store, locale, nonce, styleOptions }, element('webchat'));
      show('webchat');
    } catch {
      show('failed');
    }
  }

  element('retry').addEventListener('click', () => start());
  element('start-over').addEventListener('click', () => {
    if (confirm(words['start-over-confirm'])) start(true);
  });
  start();
})();
