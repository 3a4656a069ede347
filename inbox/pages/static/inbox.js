// What the desk's pages do beyond htmx: keys, drafts, focus, and saying when the line is broken.
(() => {
  const find = (id) => document.getElementById(id);
  const show = (id, shown) => {
    const element = find(id);
    if (element) element.hidden = !shown;
  };

  // Ctrl+Enter (Cmd+Enter) sends, but not while an input method is composing.
  document.addEventListener('keydown', (event) => {
    if (event.target.id !== 'reply-text' || event.key !== 'Enter' || event.isComposing) return;
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  // A draft stays with its conversation until it is sent or the agent signs out.
  const draftKey = () => `draft:${find('actions')?.dataset.conversation}`;
  const restoreDraft = () => {
    const box = find('reply-text');
    if (box && box.value === '') box.value = sessionStorage.getItem(draftKey()) ?? '';
  };
  document.addEventListener('input', (event) => {
    if (event.target.id === 'reply-text') sessionStorage.setItem(draftKey(), event.target.value);
  });
  document.addEventListener('submit', (event) => {
    if (event.target.id === 'sign-out') sessionStorage.clear();
  });
  let focused = '';
  let sent = '';
  document.addEventListener('htmx:beforeRequest', (event) => {
    show('trouble', false);
    focused = document.activeElement?.id ?? ''; // its button will be disabled, and lose the focus
    if (event.target.id === 'reply') sent = find('reply-text').value;
  });
  document.addEventListener('reply-sent', () => {
    const box = find('reply-text');
    if (!box || box.value !== sent) return; // something new was written meanwhile
    box.value = '';
    sessionStorage.removeItem(draftKey());
    document.querySelector('.log').scrollTop = 0; // its end: the log runs upwards
  });

  // After a swap the keyboard goes on where it was, or at the first thing that can be done now.
  const rememberFocus = () => {
    if (document.activeElement !== document.body) focused = document.activeElement?.id ?? '';
  };
  const restoreFocus = () => {
    if (document.activeElement && document.activeElement !== document.body) return;
    (find(focused) ?? null)?.focus({ preventScroll: true });
  };
  document.addEventListener('htmx:sseBeforeMessage', rememberFocus);
  document.addEventListener('htmx:beforeSwap', rememberFocus);
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.target.id !== 'actions') return;
    restoreDraft();
    restoreFocus();
    if (document.activeElement !== document.body) return;
    if (event.detail?.requestConfig) (find('reply-text') ?? find('actions')).focus();
  });

  // A form that unfolds comes into view as a whole.
  const unfolded = ({ target }) => {
    if (target.open && target.closest('#actions')) target.scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('toggle', unfolded, true);

  // Messages that reached the page are not asked for again when a new stream is opened.
  const live = find('live');
  document.addEventListener('htmx:sseMessage', (event) => {
    restoreFocus();
    const { type, lastEventId } = event.detail;
    if (type === 'waiting') showCount();
    if (type !== 'transcript' || !lastEventId) return;
    const url = new URL(live.getAttribute('sse-connect'), location.href);
    url.searchParams.set('after', lastEventId);
    live.setAttribute('sse-connect', url.pathname + url.search);
  });
  let over = false;
  document.addEventListener('htmx:sseOpen', () => show('offline', false));
  document.addEventListener('htmx:sseError', () => show('offline', !over));
  document.addEventListener('htmx:sseClose', () => {
    over = true;
    show('offline', false);
  });
  const trouble = () => show('trouble', true);
  document.addEventListener('htmx:sendError', trouble);
  document.addEventListener('htmx:responseError', (event) => {
    if (event.detail.xhr.status >= 500) trouble();
  });

  // The tab says how many wait.
  const title = document.title;
  const showCount = () => {
    const count = Number(find('waiting')?.querySelector('[data-count]')?.dataset.count ?? 0);
    document.title = count > 0 ? `(${count}) ${title}` : title;
  };
  showCount();
  restoreDraft();

  // Beside the conversation the facts are always open; above it they are folded away.
  const fold = find('facts-fold');
  const narrow = matchMedia('(max-width: 1099px)');
  const foldFacts = () => {
    if (fold) fold.open = !narrow.matches;
  };
  narrow.addEventListener('change', foldFacts);
  foldFacts();
})();
