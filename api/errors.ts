import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, type DomainErrorCode } from '../domain/errors.ts'

/** Whoever sees an error of ours may be a person on a page: it is a sentence, in the language they read. */
interface Sentence {
  zh: string
  en: string
}

/** The HTTP status of a broken rule. */
export const statusOf: Record<DomainErrorCode, number> = {
  'move-not-allowed': 409,
  'ticket-not-found': 404,
  'not-the-holder': 403,
  'unknown-officer': 404,
  'unknown-unit': 404,
  'unknown-township': 404,
  'unknown-ground': 422,
  'words-missing': 422,
  'already-sent': 409,
  'undo-over': 409,
  'review-over': 409,
  'review-not-open': 409,
  'no-custodian': 409,
  'invite-invalid': 403,
  'opinion-missing': 409,
  'decision-missing': 409,
  'carry-out-first': 409,
  'slot-missing': 422,
  'date-wrong': 422,
  'days-wrong': 422,
  'proposal-waits': 409,
  'no-proposal': 409,
  'own-proposal': 403,
  'not-the-approver': 403,
  'not-the-proposer': 403,
  'no-approver': 409,
  'extension-over': 409,
  'extended-already': 409,
  'not-the-unit': 403,
  'objection-over': 409,
  'no-hearing': 409,
  'hearing-open': 409,
  'merge-refused': 409,
  'day-not-found': 404,
  'booking-not-found': 404,
  'too-many-people': 422,
  'reception-not-yours': 403,
  'reception-none': 409,
  'reception-day-over': 409,
  'reception-date-wrong': 422,
  'reception-hours-wrong': 422,
  'reception-seats-taken': 409,
  'reception-swap-refused': 409,
  'visit-not-there': 409,
  'promise-not-found': 404,
  'not-a-question': 409,
  'answered-waits': 409,
  'no-answered': 404,
  'own-answered': 403,
  'question-empty': 422,
  'unknown-clause': 404,
  'clause-unclear': 422,
  'clause-ended': 409,
  'too-many-clauses': 422,
  'word-wrong': 422,
  'unknown-word': 404,
  'policy-not-found': 404,
  'policy-not-draft': 409,
  'same-officer': 403,
}

const ruleSentences: Record<DomainErrorCode, Sentence> = {
  'move-not-allowed': { zh: '这件事项现在不能这样办。', en: 'The matter does not allow this now.' },
  'ticket-not-found': { zh: '没有找到这件事项。', en: 'There is no such matter.' },
  'not-the-holder': { zh: '这件事项由别的同事在办。', en: 'A colleague holds this matter.' },
  'unknown-officer': { zh: '没有这位工作人员。', en: 'There is no such officer.' },
  'unknown-unit': { zh: '没有这个单位。', en: 'There is no such unit.' },
  'unknown-township': { zh: '没有这个乡镇。', en: 'There is no such township.' },
  'unknown-ground': { zh: '没有这条依据。', en: 'There is no such legal ground.' },
  'words-missing': { zh: '还没有写内容。', en: 'Words are missing.' },
  'already-sent': { zh: '已经发出，不能撤回了。', en: 'It is on its way and cannot be taken back.' },
  'undo-over': { zh: '已经过了可以恢复的时间。', en: 'The time to undo it is over.' },
  'review-over': { zh: '请求复查、复核的时间已经过了。', en: 'The time to ask for this review is over.' },
  'review-not-open': { zh: '现在还不能请求复查、复核。', en: 'There is nothing to be reviewed now.' },
  'no-custodian': { zh: '现在没有专人可以保密接收。', en: 'Nobody can receive this in confidence at present.' },
  'invite-invalid': { zh: '这个登录码用过了、过期了或不对。', en: 'This code was used, has run out or is wrong.' },
  'opinion-missing': {
    zh: '申诉求决要先出具处理意见，送到以后才能办结。',
    en: 'A claim is closed after the opinion on it has arrived.',
  },
  'decision-missing': { zh: '要先作出复查、复核意见。', en: 'The decision of the review comes first.' },
  'carry-out-first': { zh: '支持了的，落实以后才能办结。', en: 'What was supported is closed when it is carried out.' },
  'slot-missing': { zh: '还缺一项内容。', en: 'Something is still missing.' },
  'date-wrong': { zh: '日期不对。', en: 'The date is not right.' },
  'days-wrong': { zh: '天数不对。', en: 'The number of days is not right.' },
  'proposal-waits': { zh: '已经有一份在等批准。', en: 'Another proposal waits for approval.' },
  'no-proposal': { zh: '没有等批准的。', en: 'Nothing waits for approval.' },
  'own-proposal': { zh: '自己拟的要由别的同事批准。', en: 'A colleague has to approve what one proposes.' },
  'not-the-approver': { zh: '这份要由负责人批准。', en: 'This is for somebody else to approve.' },
  'not-the-proposer': { zh: '只有拟的人才能撤回。', en: 'Only who proposed it can take it back.' },
  'no-approver': { zh: '没有能批准的人。', en: 'There is nobody to approve it.' },
  'extension-over': { zh: '办理期限没有在走，或者已经过了，不能延期。', en: 'The period does not run or is over.' },
  'extended-already': { zh: '已经延期过一次。', en: 'It was extended before.' },
  'not-the-unit': { zh: '只有接到转办的单位可以提出异议。', en: 'Only the unit that received it may object.' },
  'objection-over': { zh: '提出异议的时间已经过了。', en: 'The time to object is over.' },
  'no-hearing': { zh: '没有在听证。', en: 'No hearing is held.' },
  'hearing-open': { zh: '已经在听证了。', en: 'A hearing is held already.' },
  'merge-refused': { zh: '这两件不能并在一起办。', en: 'These two cannot be handled as one.' },
  'day-not-found': { zh: '没有这个接待日。', en: 'There is no such reception day.' },
  'booking-not-found': { zh: '没有找到这个预约。', en: 'There is no such booking.' },
  'too-many-people': {
    zh: '来的人太多了，请推选代表。',
    en: 'Too many people: please choose who speaks for the others.',
  },
  'reception-not-yours': {
    zh: '接待日要由主管、负责人或管理员来改。',
    en: 'Only a supervisor, a director or an administrator changes reception days.',
  },
  'reception-none': { zh: '这里没有设接待日。', en: 'This office has no reception days.' },
  'reception-day-over': { zh: '这个接待日现在不能这样改。', en: 'The reception day does not allow this now.' },
  'reception-date-wrong': { zh: '这一天不能接待。', en: 'It cannot be held on that date.' },
  'reception-hours-wrong': { zh: '这些时间排不下这么多号。', en: 'These hours do not hold so many visits.' },
  'reception-seats-taken': { zh: '要去掉的号已经有人约了。', en: 'Somebody has a visit that would go.' },
  'reception-swap-refused': { zh: '这两天不能对调。', en: 'These two days cannot be swapped.' },
  'visit-not-there': { zh: '这次来访现在不能这样办。', en: 'The visit does not allow this now.' },
  'promise-not-found': { zh: '没有找到这件答应过的事。', en: 'There is no such promise.' },
  'not-a-question': { zh: '只有咨询的问题可以记下来。', en: 'Only the question of a consultation can be kept.' },
  'answered-waits': { zh: '已经有一条在等同事同意。', en: 'One waits for a colleague already.' },
  'no-answered': { zh: '没有等同意的，也没有记下的。', en: 'Nothing waits and nothing is kept.' },
  'own-answered': { zh: '自己提的要由别的同事同意。', en: 'A colleague has to agree to what one proposes.' },
  'question-empty': { zh: '去掉个人信息以后，问题里没有内容了。', en: 'Without what is personal nothing is left.' },
  'unknown-clause': { zh: '库里没有这一条。', en: 'There is no such clause.' },
  'clause-unclear': { zh: '有几条都像，请写全称。', en: 'Several clauses may be meant: write the full title.' },
  'clause-ended': { zh: '这一条现在不生效。', en: 'This clause is not in force.' },
  'too-many-clauses': { zh: '条文太多了。', en: 'Too many clauses.' },
  'word-wrong': { zh: '词或它的意思不对。', en: 'The word or what it means is not right.' },
  'unknown-word': { zh: '词典里没有这个词。', en: 'The dictionary has no such word.' },
  'policy-not-found': { zh: '政策库里没有这一份。', en: 'There is no such policy.' },
  'policy-not-draft': { zh: '这一份已经不是草稿了。', en: 'This is no draft any more.' },
  'same-officer': { zh: '自己导入的，要由另一位同事发布。', en: 'A colleague has to publish what one imports.' },
}

const refusals: Record<number, Sentence> = {
  400: { zh: '请求看不懂，请检查后再试。', en: 'The request cannot be understood.' },
  404: { zh: '没有这个地址。', en: 'There is nothing at this address.' },
  405: { zh: '这个地址不能这样访问。', en: 'This address does not take this method.' },
  413: { zh: '发来的内容太大了。', en: 'What was sent is too large.' },
  415: { zh: '这种格式收不了。', en: 'This format cannot be taken.' },
  429: { zh: '发得太快了，请稍等一会儿再试。', en: 'Too fast. Please wait a moment.' },
}
const otherRefusal: Sentence = { zh: '这个请求办不了。', en: 'The request was refused.' }
const ourFault: Sentence = {
  zh: '我们这边出了点问题，请稍后再试。已经提交的不会丢。',
  en: 'Something went wrong on our side. Please try again later; nothing that was filed is lost.',
}
const away: Sentence = { zh: '正在重启，请稍后再试。', en: 'We are restarting. Please try again shortly.' }

/** Answers any error as `{error: <a sentence>}`. What is our own fault is logged with its route, never its address. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, sentence } = explainError(error, request)
  void reply.code(status).send({ error: sentence })
}

/** What an officer on a page of ours is told of a broken rule. */
export function ruleSentence(code: DomainErrorCode): string {
  return ruleSentences[code].zh
}

export function isRuleCode(code: string): code is DomainErrorCode {
  return Object.hasOwn(ruleSentences, code)
}

/** The status of an error and a sentence for whoever reads it. What is our own fault is logged with its route. */
export function explainError(
  error: unknown,
  request: FastifyRequest,
  language = languageOf(request),
): { status: number; sentence: string } {
  if (error instanceof DomainError)
    return { status: statusOf[error.code], sentence: ruleSentences[error.code][language] }
  const status = statusIn(error)
  if (status < 500) {
    const said = error as { error?: unknown }
    return { status, sentence: typeof said.error === 'string' ? said.error : refusal(status, language) }
  }
  const { method, routeOptions, id } = request
  request.log.error({ err: error, method, route: routeOptions?.url, status, reqId: id }, 'A request failed')
  return { status, sentence: (status === 503 ? away : ourFault)[language] }
}

export function notFound(request: FastifyRequest, reply: FastifyReply): void {
  void reply.code(404).send({ error: refusal(404, languageOf(request)) })
}

/** For @fastify/rate-limit: what it throws, and `answerError` answers. */
export function tooMany(request: FastifyRequest): { statusCode: number; error: string } {
  return { statusCode: 429, error: refusal(429, languageOf(request)) }
}

function refusal(status: number, language: 'zh' | 'en'): string {
  return (refusals[status] ?? otherRefusal)[language]
}

function languageOf(request: FastifyRequest): 'zh' | 'en' {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}

function statusIn(error: unknown): number {
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500
}
