import multipart from '@fastify/multipart'
import type { FastifyPluginAsync } from 'fastify'
import type { Context } from '../../domain/context.ts'
import { answerWithPages } from '../pages/page-answers.ts'
import type { ApiSettings } from '../settings.ts'
import { letStaffIn } from '../staff.ts'
import { answeredRoutes } from './policies-answered.ts'
import { draftRoutes } from './policies-draft.ts'
import { policyDeskRoutes } from './policies-list.ts'
import { mostUploaded, uploadRoutes } from './policies-upload.ts'
import { policyWordRoutes } from './policies-words.ts'

/** Where officers keep the policies: plain forms, each answered with where to read what was done. */
export function policyDesk(context: Context, settings: ApiSettings): FastifyPluginAsync {
  return async (app) => {
    await answerWithPages(app, context.publicUrl)
    await letStaffIn(app, context, settings)
    await app.register(multipart, { limits: { fileSize: mostUploaded, files: 1, fields: 20, fieldSize: 2_000 } })
    await app.register(policyDeskRoutes(context, settings))
    await app.register(uploadRoutes(context, settings))
    await app.register(draftRoutes(context, settings))
    await app.register(answeredRoutes(context, settings))
    await app.register(policyWordRoutes(context, settings))
  }
}
