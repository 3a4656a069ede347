/*
 * The customer's line to the desk: the official Direct Line client, watched. Says whether the desk is there (`onState`),
 * and why a message wasn't taken (`onRefused`); tries a message that didn't get through again, under the same id, so that
 * the desk keeps it once; and opens the line anew as soon as the desk answers.
 */
(() => {
  const SECOND = 1000;
  /** Waits between looks for the desk, and between tries of a message; the last one goes on for the former. */
  const LOOKS = [1, 2, 4, 8, 15].map((seconds) => seconds * SECOND);
  const TRIES = [1, 2, 4, 8].map((seconds) => seconds * SECOND);
  const PATIENCE = 5 * SECOND;
  /** A line that isn't open by then, though the desk answers, is opened anew. */
  const OPEN_WITHIN = 10 * SECOND;

  /** Everybody at once would be too much for a desk that has just come back. */
  const spread = (wait) => wait * (0.75 + Math.random() / 2);

  window.deskLine = ({ onState, onRefused, reopen }) => {
    let socket;
    let looking;
    let looks = 0;
    let ended = false;

    const answers = () =>
      fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) }).then(
        ({ ok }) => ok,
        () => false,
      );

    /** Looks until the desk answers, and then for an open line. */
    async function look() {
      clearTimeout(looking);
      if (ended || socket?.readyState === WebSocket.OPEN) return;
      const isThere = navigator.onLine && (await answers());
      if (ended || socket?.readyState === WebSocket.OPEN) return;
      if (!isThere) {
        onState('gone');
        looking = setTimeout(look, spread(LOOKS[Math.min(looks++, LOOKS.length - 1)]));
        return;
      }
      looks = 0;
      reopen();
      looking = setTimeout(look, spread(OPEN_WITHIN));
    }

    const lost = () => {
      if (ended || socket?.readyState === WebSocket.OPEN) return;
      clearTimeout(looking);
      looking = setTimeout(look, spread(SECOND));
    };

    const NativeSocket = window.WebSocket;
    window.WebSocket = class extends NativeSocket {
      constructor(...given) {
        super(...given);
        socket = this;
        this.addEventListener('open', () => {
          if (socket !== this) return;
          clearTimeout(looking);
          looks = 0;
          onState('there');
        });
        this.addEventListener('close', () => socket === this && lost());
      }
    };
    addEventListener('offline', () => onState('gone'));
    addEventListener('online', () => {
      looks = 0;
      if (socket?.readyState === WebSocket.OPEN) onState('there');
      else look();
    });
    addEventListener('pagehide', () => {
      ended = true;
    });
    addEventListener('pageshow', ({ persisted }) => {
      ended = false;
      if (persisted) lost();
    });

    /** Posts through whatever line is open; what didn't get through is tried again, and then said to have failed. */
    const patient = (current, activity) => ({
      subscribe(given, givenError) {
        const observer = typeof given === 'function' ? { next: given, error: givenError } : given;
        let tries = 0;
        let waiting;
        let subscription;
        const again = () => {
          subscription?.unsubscribe();
          if (tries >= TRIES.length) return observer.error?.(new Error('the desk could not be reached'));
          lost();
          waiting = setTimeout(attempt, spread(TRIES[tries++]));
        };
        const attempt = () => {
          subscription = current()
            .post(activity)
            .subscribe({
              // The client says `retry` for what went wrong on the way: no answer, 5xx, a token that has expired.
              next: (id) => {
                if (id === 'retry') return again();
                observer.next?.(id);
                observer.complete?.();
              },
              error: (error) => {
                if (error?.status >= 400 && error.status < 500) onRefused(reasonOf(error));
                if (error?.status) observer.error?.(error);
                else again();
              },
            });
        };
        attempt();
        return {
          unsubscribe() {
            clearTimeout(waiting);
            subscription?.unsubscribe();
          },
        };
      },
    });

    const reasonOf = ({ status, xhr }) => {
      let code;
      try {
        code = (typeof xhr.response === 'string' ? JSON.parse(xhr.response) : xhr.response).error.code;
      } catch {
        // an answer of somebody in between
      }
      return { status, code, seconds: Number(xhr?.getResponseHeader?.('retry-after')) || undefined };
    };

    return {
      lost,
      /** Makes what a client posts patient. `current` tells the line to post through, which may be another by then. */
      watch(directLine, current) {
        const post = directLine.postActivity.bind(directLine);
        directLine.postActivity = (activity) => patient(current, activity);
        return post;
      },
    };
  };
})();
