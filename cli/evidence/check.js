// Looks, in the browser that shows an evidence page, whether its chain holds and the page shows what its data says. Whoever
// can change the page can change this script: it finds an accident, not a forger, and says so. `desk verify` is the check.
// Its SHA-256 is its own: Chromium lets a page from a file use crypto.subtle, but no standard says that every browser must.
((root) => {
  // FIPS 180-4.
  const K = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
    0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
    0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
    0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2,
  ];
  const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
  const turn = (word, bits) => (word >>> bits) | (word << (32 - bits));

  /** Lower-case hexadecimal SHA-256 of a text in UTF-8. */
  function sha256(text) {
    const bytes = new TextEncoder().encode(text);
    const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
    view.setUint32(padded.length - 4, bytes.length << 3);
    const hash = [...START];
    const w = new Int32Array(64);
    for (let block = 0; block < padded.length; block += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getInt32(block + i * 4);
      for (let i = 16; i < 64; i++) {
        const [x, y] = [w[i - 15], w[i - 2]];
        const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
        const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
      }
      let [a, b, c, d, e, f, g, h] = hash;
      for (let i = 0; i < 64; i++) {
        const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((word, i) => {
        hash[i] = (hash[i] + word) | 0;
      });
    }
    return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  /** RFC 8785, of what JSON.parse gave. */
  function canonical(value) {
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
  }

  /** The first entry that breaks the chain, as `{ seq, reason }`; nothing where it holds. */
  function breakOf([header, ...entries]) {
    if (header?.format !== 'policydesk-transcript/1') return { seq: 0, reason: 'not-a-transcript' };
    let previous = '0'.repeat(64);
    for (const [index, entry] of entries.entries()) {
      const seq = index + 1;
      if (!entry || Number.isNaN(Date.parse(entry.at))) return { seq, reason: 'not-a-transcript' };
      if (entry.seq !== seq) return { seq, reason: 'missing' };
      const [activity, salt] = [entry.activity ?? null, entry.salt ?? null];
      if ((activity === null) !== (salt === null)) return { seq, reason: 'half-erased' };
      if (activity !== null && sha256(salt + canonical(activity)) !== entry.digest)
        return { seq, reason: 'content-changed' };
      const sealed = {
        conversation: header.conversation,
        seq,
        id: entry.id,
        message: entry.messageId ?? null,
        role: entry.role,
        audience: entry.audience,
        at: new Date(entry.at).toISOString(),
        digest: entry.digest,
        previous,
      };
      if (sha256(canonical(sealed)) !== entry.hash) return { seq, reason: 'entry-changed' };
      previous = entry.hash;
    }
    if (entries.length < header.entries) return { seq: entries.length + 1, reason: 'cut-off' };
    if (previous !== header.head || entries.length !== header.entries) return { seq: 0, reason: 'head-differs' };
    return undefined;
  }

  /** What a look at the chain comes to: `ok`, or what is broken first. */
  function check(evidence) {
    const { format, conversation, chain } = evidence ?? {};
    if (format !== 'policydesk-evidence/2' || !Array.isArray(chain)) return { ok: false, reason: 'not-evidence' };
    const broken = breakOf(chain);
    if (broken) return { ok: false, ...(broken.seq > 0 ? { seq: broken.seq } : {}), reason: broken.reason };
    if (chain[0].conversation !== conversation) return { ok: false, reason: 'other-conversation' };
    return { ok: true, entries: chain.length - 1 };
  }

  const OF_DISCLOSURE = [
    'product',
    'clause',
    'number',
    'heading',
    'version',
    'wordsHash',
    'words',
    'explanation',
    'entryId',
    'shownAt',
  ];
  const OF_CONFIRMATION = ['answer', 'words', 'entryId', 'at'];

  /** What a page has to show, by name: all of the evidence that a reader goes by. */
  function namesOf({ disclosures, chain }) {
    return [
      ...['conversation', 'exportedAt', 'chain.0.head'],
      ...disclosures.flatMap(({ confirmation }, index) => [
        ...OF_DISCLOSURE.map((name) => `disclosures.${index}.${name}`),
        ...(confirmation ? OF_CONFIRMATION.map((name) => `disclosures.${index}.confirmation.${name}`) : []),
      ]),
      ...chain
        .slice(1)
        .flatMap(({ activity }, index) => [
          `chain.${index + 1}.hash`,
          ...(activity?.type === 'message' && activity.text ? [`chain.${index + 1}.activity.text`] : []),
        ]),
    ];
  }

  const valueAt = (evidence, name) => name.split('.').reduce((part, step) => part?.[step], evidence) ?? '';
  const plain = (text) => String(text).replace(/\s+/g, ' ').trim();

  /** The name of the first text that a page lacks or has otherwise. `shown` are the page's texts, as [name, text]. */
  function strangerAmong(shown, evidence) {
    const names = new Set(shown.map(([name]) => name));
    const other = shown.find(([name, text]) => plain(text) !== plain(valueAt(evidence, name)));
    return other?.[0] ?? namesOf(evidence).find((name) => valueAt(evidence, name) !== '' && !names.has(name));
  }

  root.policydeskEvidence = { sha256, canonical, check, strangerAmong };
  if (!root.document) return;

  const verdict = root.document.getElementById('verdict');
  const sentences = JSON.parse(verdict.dataset.sentences);
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
  const say = (ok, sentence, at) => {
    verdict.className = ok ? 'verdict ok' : 'verdict broken';
    verdict.textContent = sentence;
    if (at) at.classList.add('broken');
  };
  try {
    const evidence = JSON.parse(root.document.getElementById('evidence').textContent);
    const result = check(evidence);
    const marked = [...root.document.querySelectorAll('[data-shown]')];
    const field =
      result.ok &&
      strangerAmong(
        marked.map((one) => [one.dataset.shown, one.textContent]),
        evidence,
      );
    if (field)
      say(
        false,
        fill(sentences.page, { field }),
        marked.find((one) => one.dataset.shown === field),
      );
    else if (result.ok) say(true, fill(sentences.ok, result));
    else {
      const kind = result.seq ? 'entry' : 'file';
      const values = { ...result, reason: sentences[result.reason] ?? result.reason };
      say(false, fill(sentences[kind], values), root.document.getElementById(`entry-${result.seq}`));
    }
  } catch (error) {
    say(false, fill(sentences.file, { reason: String(error) }));
  }
})(globalThis);
