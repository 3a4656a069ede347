/** 128 and the number of SIGPIPE: with what a shell says that a program ended whose reader had gone. */
const READER_GONE = 141;

/**
 * Ends a verb whose output can't be written. Where its reader has read enough (`desk export … | head`) it ends at once and
 * without a word, as other programs do; a full disk is said. What a transaction had in hand then is left undone whole.
 */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(READER_GONE);
      if (stream === process.stdout) console.error(`what was asked for could not be written: ${error.message}`);
      process.exit(1);
    });
}
