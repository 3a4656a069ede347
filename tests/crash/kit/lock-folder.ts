import { lockFolder } from '../../../db/folder-lock.ts';

/*
 * A program that locks the folder given to it when its parent says `go`, tells how that went, and holds the lock until
 * it is killed: `locked`, or the reason why not.
 */
const [folder = ''] = process.argv.slice(2);
process.send?.('here');
process.on('message', () => {
  lockFolder(folder).then(
    () => process.send?.('locked'),
    (error: Error) => process.send?.(error.message, undefined, undefined, () => process.exit(1)),
  );
});
