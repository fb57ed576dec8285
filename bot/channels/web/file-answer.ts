import type { FastifyReply } from 'fastify'
import type { StoredFile } from './office.ts'

const shownInPage = /^(image\/(jpeg|png|webp)|audio\/|video\/)/

/** Answers with a stored file: pictures and sound for the page to show, all else to be saved, nothing to be run. */
export function sendFile(reply: FastifyReply, file: StoredFile): FastifyReply {
  const disposition = shownInPage.test(file.mime) ? 'inline' : 'attachment'
  const name = encodeURIComponent(file.name ?? 'file')
  return reply
    .header('content-type', file.mime)
    .header('content-disposition', `${disposition}; filename*=UTF-8''${name}`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, max-age=3600')
    .send(file.content)
}
