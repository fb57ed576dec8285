import fc from 'fast-check'
import type { IncomingFile, Input } from '../../bot/message.ts'
import { matterLink } from '../../domain/rules/page-links.ts'

/** What a hostile hand may know of others and write into its own messages. */
export interface Loot {
  ticketIds: string[]
  numbers: string[]
  messageIds: string[]
  fileIds: string[]
  /** Ids of messages on any screen. */
  keyboards: string[]
}

/** Any input of any kind: forged, broken, too long, or nearly honest, so that it gets into every corner of a form. */
export function hostileInput(loot: Loot): fc.Arbitrary<Input> {
  const text = hostileText(loot)
  const id = fc.oneof(fc.constantFrom(...loot.messageIds, ...loot.keyboards, ...odd), text)
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })
  const file: fc.Arbitrary<IncomingFile> = fc.record({
    file: fc.oneof(fc.constantFrom(...loot.fileIds, ...loot.ticketIds, ...odd), text),
    media: fc.constantFrom('photo', 'voice', 'video', 'file'),
    size: fc.integer(),
  })
  const refusal = fc.record({
    why: fc.constantFrom('too-large', 'type', 'broken', 'empty', 'unavailable'),
    name: optional(text),
  })
  const link = fc.oneof(
    fc.constantFrom(...loot.ticketIds).map(matterLink),
    fc.stringMatching(/^[hmp]-[A-Za-z0-9_-]{20,23}$/),
  )
  return fc
    .oneof(
      { weight: 8, arbitrary: fc.record({ kind: fc.constant('text'), text, replyTo: optional(id) }) },
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constant('choice'),
          value: hostileValue(loot),
          keyboard: optional(id),
          replyTo: optional(id),
        }),
      },
      fc.record({
        kind: fc.constant('media'),
        files: fc.array(file, { maxLength: 20 }),
        refused: optional(fc.array(refusal, { maxLength: 3 })),
        text: optional(text),
        replyTo: optional(id),
      }),
      fc.record({ kind: fc.constant('sticker'), emoji: optional(text), replyTo: optional(id) }),
      fc.record({ kind: fc.constant('unsupported') }),
      fc.record({ kind: fc.constant('location'), latitude: degrees, longitude: degrees }),
      fc.record({ kind: fc.constant('contact'), phone: text, name: optional(text) }),
      fc.record({ kind: fc.constant('edit'), of: id, text }),
      fc.record({ kind: fc.constant('recall'), of: id }),
      fc.record({
        kind: fc.constant('opened'),
        about: optional(fc.oneof(text, link)),
        greet: optional(fc.constant(true)),
      }),
      fc.record({ kind: fc.constant('membership'), change: fc.constantFrom('joined', 'left', 'blocked', 'returned') }),
    )
    .map((input) => JSON.parse(JSON.stringify(input)) as Input)
}

/** Words of every bad kind, among words that lead on. */
export function hostileText(loot: Loot): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...honest) },
    { weight: 2, arbitrary: fc.constantFrom(...odd, ...loot.numbers, ...loot.ticketIds) },
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.tuple(fc.constantFrom('#', '＃', '/', '备注', '回复 ', ''), fc.string({ maxLength: 30 })).map(([a, b]) => a + b),
    fc
      .tuple(fc.constantFrom(...loot.numbers), fc.constantFrom(...commands))
      .map(([number, act]) => `#${number} ${act}`),
    fc.constantFrom('长', '1', ' ', '\u0000', '\ud800', '👨‍👩‍👧', '（').map((unit) => unit.repeat(20_000)),
  )
}

function hostileValue({ ticketIds, numbers, fileIds }: Loot): fc.Arbitrary<string> {
  const argument = fc.constantFrom(...ticketIds, ...numbers, ...fileIds, ...honestArguments, ...odd)
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...values) },
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...acts), argument).map(([act, about]) => `${act}:${about}`) },
    fc.tuple(fc.constantFrom(...acts), argument, argument).map((parts) => parts.join(':')),
    fc.constantFrom(...odd),
    fc.string({ unit: 'binary', maxLength: 100 }),
  )
}

const degrees = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, 1e300, -1e-300))

const odd = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e名字\u202c',
  '\u2066\u2069\u200b\u200d\ufeff',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '{{code}}',
  '{"kind":"choice"}',
  '\'; DROP TABLE "Ticket"; --',
  '<script>alert(1)</script>',
  '%s%n%x',
  '../../etc/passwd',
  '00000000-0000-0000-0000-000000000000',
  '99999999999999999999',
  '-1',
  '1e9',
  'ＮａＮ',
  '２０２６－０００００１',
]

const honest = [
  '1',
  '2',
  '3',
  '反映问题',
  '问政策',
  '我的事项',
  '凭号查询',
  '柳湾村',
  '柳弯',
  '青石镇',
  '完成',
  '提交',
  '改',
  '返回',
  '取消',
  '菜单',
  '匿名',
  '留姓名电话',
  '柳叶青',
  '13800000000',
  'AAAA-BBBB-CCCCC',
  'English',
  '中文',
  '接着填',
  '/open',
  '/due 3',
  '/mine',
  '/nonsense',
  '同意',
  '撤回同意',
  '过渡费发到什么时候？',
  '户口没迁能不能领？',
  '/find 柳湾',
]

const commands = [
  '受理',
  '认领',
  '放下',
  '回复 好',
  '追问 谁',
  '备注 x',
  '转交 云舒',
  '告知去处 3 去那里',
  '撤回',
  '看身份',
]

const values = [
  'menu',
  'back',
  'cancel',
  'report',
  'question',
  'mine',
  'track',
  'done',
  'startOver',
  'change',
  'submit',
  'keepOn',
  'cancelYes',
  'language:other',
  'kept:question',
  'kept:report',
  'kept:add',
  'kept:drop',
  'resume:yes',
  'resume:no',
  'consent:yes',
  'consent:web',
  'contact:give',
  'contact:none',
  'place:other',
  'place:again',
  'policyNext',
]

const acts = [
  'category',
  'accused',
  'township',
  'village',
  'change',
  'matter',
  'add',
  'reopen',
  'confirm',
  'withdraw',
  'withdrawYes',
  'undo',
  'code',
  'keptTo',
  'policyAsk',
  'policyPick',
  'policyYes',
  'policyNo',
  'policyStaff',
  'policyReport',
  'policyKeep',
  'policyMute',
  'clause',
  'claim',
  'accept',
  'reply',
  'askBack',
  'note',
  'handOver',
  'redirect',
  'redirectYes',
  'close',
  'identity',
  'ground',
  'receiver',
  'stop',
  'dontSend',
  'sendAnyway',
  'open',
  'mine',
  'due',
]

const honestArguments = [
  'housing',
  'settlement-quality',
  'conduct',
  'qingshi',
  'liuwan',
  'place',
  'words',
  'contact',
  'category',
  'none',
  'TO_SUBORDINATE',
  '云舒',
  '2',
]
