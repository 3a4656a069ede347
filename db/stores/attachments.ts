import { eq } from 'drizzle-orm';
import type { AttachmentStore } from '../../services/attachments.ts';
import { attachments } from '../schema.ts';
import type { Drizzle } from './drizzle.ts';

export const attachmentStore = (db: Drizzle): AttachmentStore => ({
  async put(attachment, now) {
    await db.insert(attachments).values({ ...attachment, createdAt: now });
  },

  async get(id) {
    const [row] = await db.select().from(attachments).where(eq(attachments.id, id));
    return row;
  },
});
