import type { MultipartFile } from '@fastify/multipart'
import type { FastifyPluginAsync } from 'fastify'
import { type Context, withWork } from '../../domain/context.ts'
import type { PolicyActor } from '../../domain/policies/actor.ts'
import { limits, type Told } from '../../domain/policies/files/parsed-policy.ts'
import { policyExtensions, readPolicyFile } from '../../domain/policies/files/read-policy-file.ts'
import { importPolicy } from '../../domain/policies/import.ts'
import { isCivilDate } from '../../domain/rules/civil-date.ts'
import { type Html, html } from '../pages/html.ts'
import type { ApiSettings } from '../settings.ts'
import { policyDesk, policyFrame } from './policies-frame.ts'
import { drawReport, type Taken, wordRefusal } from './policies-report.ts'

/** Bytes of a file that is uploaded; what is larger is imported at the command line. */
export const mostUploaded = limits.documentBytes

const path = `${policyDesk}/upload`

/** An officer uploads a file: each policy in it becomes a draft, and what was read is told at once. */
export function uploadRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    // Sent again by reloading the page, the same file is found to be known and changes nothing; so the report, which is
    // kept nowhere, may be the answer to the form itself.
    app.post(path, async (request, reply) => {
      const told = await uploadIn(() => request.file())
      const answer = (page: { body: Html; problem?: string }) =>
        reply
          .code(page.problem === undefined ? 200 : 422)
          .type('text/html; charset=utf-8')
          .send(policyFrame({ title: '上传的结果', part: policyDesk, ...page }))
      const back = html`<p><a class="button" href="${policyDesk}">回政策库</a></p>`
      if (told.kind === 'wrong') return answer({ body: back, problem: told.problem })
      const { name, bytes } = told
      const read = await readPolicyFile({ name, bytes }, told.told)
      if (!read.ok) return answer({ body: back, problem: `${name}：${wordRefusal(read.refusal)}` })
      const by: PolicyActor = { kind: 'officer', officer: request.officer }
      const taken: Taken[] = []
      for (const parsed of read.policies) {
        const imported = await withWork(context, now(), (work) => importPolicy(work, parsed, { by, source: name }))
        taken.push({ parsed, imported })
      }
      return answer({ body: drawReport(name, taken) })
    })
  }
}

/** The form. What is written into it wins over what stands in the file. */
export function drawUpload(): Html {
  const accept = policyExtensions.map((extension) => `.${extension}`).join(',')
  return html`<form action="${path}" method="post" enctype="multipart/form-data">
<details><summary>文件里没写明的，可以在这里补（写了的以这里为准）</summary>
<label>标题 <input name="title" maxlength="200"></label>
<label>文号 <input name="number" maxlength="100"></label>
<label>发文单位 <input name="issuer" maxlength="100"></label>
<label>施行日期 <input type="date" name="effectiveOn"></label>
<label>失效日期（从这天起不再有效） <input type="date" name="expiresOn"></label>
<label>适用地区（空着就是不限） <input name="region" maxlength="50"></label>
<label>代替哪些文件（标题或文号，一行一个） <textarea name="supersedes" rows="2" maxlength="1000"></textarea></label>
<label>原文链接 <input type="url" name="link" maxlength="500"></label>
<label><input type="checkbox" name="summary" value="yes"> 这是本办摘编，不是原文</label>
<label><input type="checkbox" name="decoy" value="yes"> 不归本局管：只用来认出这类问题，不给居民看</label>
</details>
<label>文件（Word、PDF、网页、Markdown、表格、条款清单，最多 ${mostUploaded / 1024 / 1024} MB） <input type="file" name="file" accept="${accept}" required></label>
<button type="submit" class="strong">上传</button>
</form>`
}

type Upload = { kind: 'file'; name: string; bytes: Buffer; told: Told } | { kind: 'wrong'; problem: string }

/** Reads the form: the fields stand before the file. */
async function uploadIn(next: () => Promise<MultipartFile | undefined>): Promise<Upload> {
  const part = await next()
  if (!part?.filename) return { kind: 'wrong', problem: '还没有选文件。' }
  const bytes = await part.toBuffer().catch(() => undefined)
  if (!bytes)
    return { kind: 'wrong', problem: wordRefusal({ kind: 'too-large', mostMegabytes: mostUploaded / 1024 / 1024 }) }
  const field = (name: string): string => {
    const found = part.fields[name]
    const one = Array.isArray(found) ? found[0] : found
    return one?.type === 'field' && typeof one.value === 'string' ? one.value.trim() : ''
  }
  const dates = ['effectiveOn', 'expiresOn'].map(field).filter(Boolean)
  if (!dates.every(isCivilDate)) return { kind: 'wrong', problem: '日期要写成 2026-08-03 这样。' }
  if (field('link') !== '' && !/^https?:\/\//i.test(field('link'))) {
    return { kind: 'wrong', problem: '原文链接要以 http:// 或 https:// 开头。' }
  }
  const supersedes = field('supersedes')
    .split(/\n/)
    .map((one) => one.trim())
    .filter(Boolean)
  const said = (name: 'title' | 'number' | 'issuer' | 'effectiveOn' | 'expiresOn' | 'region' | 'link') =>
    field(name) === '' ? {} : { [name]: field(name) }
  return {
    kind: 'file',
    name: part.filename,
    bytes,
    told: {
      ...said('title'),
      ...said('number'),
      ...said('issuer'),
      ...said('effectiveOn'),
      ...said('expiresOn'),
      ...said('region'),
      ...said('link'),
      ...(supersedes.length > 0 && { supersedes }),
      ...(field('summary') === 'yes' && { summary: true }),
      ...(field('decoy') === 'yes' && { decoy: true }),
    },
  }
}
