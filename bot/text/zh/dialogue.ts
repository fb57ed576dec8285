import { findCategory } from '../../../domain/rules/routing.ts'
import type { Choice } from '../../message.ts'
import { categoryName, inLanguage, inRows, placeName, shorten, unitName } from '../names.ts'
import type { Catalogue, ChangeField, DialogueSentences } from '../sentences.ts'
import { clockLines, date, moment, stateName, stepName } from './terms.ts'

const back: Choice = { label: '返回', value: 'back' }
const cancel: Choice = { label: '取消', value: 'cancel' }
const home: Choice = { label: '回到菜单', value: 'menu' }
const nav = [back, cancel]

const menuRows: Choice[][] = [
  [
    { label: '反映问题', value: 'report' },
    { label: '问政策', value: 'question' },
  ],
  [
    { label: '我的事项', value: 'mine' },
    { label: '凭号查询', value: 'track' },
  ],
  [{ label: 'English', value: 'language:en' }],
]

const fieldNames: Record<ChangeField, string> = {
  category: '改类别',
  accused: '改反映的单位',
  place: '改地点',
  words: '改内容',
  contact: '改联系方式',
}

export const dialogue: Catalogue<DialogueSentences> = {
  menu: ({ hello }, { office }) => ({
    text: hello
      ? `您好，这里是${office.name.zh}。\n您可以点下面的按钮，也可以直接把事情说给我听。\n遇到危险请先打 110、119 或 120。`
      : '还需要办什么？点按钮，或者直接说。',
    choices: menuRows,
  }),
  stale: () => ({ text: '这是前面的按钮，已经过去了。请看下面现在的问题。' }),
  notUnderstood: () => ({ text: '没看明白您的意思。请点下面的按钮，或者打上按钮的数字。' }),
  languageSet: () => ({ text: '好的，接下来用中文。' }),
  kept: ({ text, files, hasMatters }) => ({
    text: `您说的我记下了${text ? `：“${shorten(text)}”` : `（${files} 个文件）`}\n要怎么办？`,
    choices: inRows(
      [
        { label: '作为问题问', value: 'kept:question' },
        { label: '反映成事项', value: 'kept:report' },
        ...(hasMatters ? [{ label: '补充到我的事项', value: 'kept:add' }] : []),
        { label: '都不是', value: 'kept:drop' },
      ],
      2,
    ),
  }),
  keptDropped: () => ({ text: '好的，这句话没有提交。' }),
  keptFor: ({ matters }, { office }) => ({
    text: '补充到哪一件？',
    choices: [
      ...matters.map((matter) => [
        {
          label: `${matter.number} ${categoryName(office, matter.category, 'zh')}`,
          value: `keptTo:${matter.ticketId}`,
        },
      ]),
      [home],
    ],
  }),
  resume: ({ flow }) => ({
    text: `上次您${flow === 'question' ? '的问题还没问完' : flow === 'report' ? '的事项还没填完' : '的话还没说完'}，写的都还在。接着来吗？`,
    choices: [
      [
        { label: '接着填', value: 'resume:yes' },
        { label: '不填了', value: 'resume:no' },
      ],
    ],
  }),
  nothingToGoBackTo: () => ({ text: '这已经是第一步了。' }),
  cancelConfirm: () => ({
    text: '取消的话，刚才写的就不保留了。确定取消吗？',
    choices: [
      [
        { label: '继续填', value: 'keepOn' },
        { label: '确定取消', value: 'cancelYes' },
      ],
    ],
  }),
  cancelled: () => ({ text: '已取消，什么都没有提交。' }),
  notNow: ({ what }) => ({
    text: {
      location: '位置收到了，但这一步用不上。在写内容那一步可以发位置。',
      contact: '名片收到了，但这一步用不上。在留联系方式那一步可以发。',
      recall: '您撤回的那条还没有提交到任何事项，不受影响。',
    }[what],
  }),

  askCategory: ({ group }, { office }) => {
    const list = group ? (findCategory(office, group)?.children ?? []) : office.categories
    return {
      text: group ? '再具体一点，是哪一类？' : '您要反映哪方面的事？',
      choices: [
        ...inRows(
          list.map((category) => ({ label: category.name.zh, value: `category:${category.id}` })),
          2,
        ),
        nav,
      ],
    }
  },
  askAccused: (_, { office }) => ({
    text: '这类事项单独保密办理，只交给专人，不进任何工作群。\n您反映的是哪个单位的人？被反映的单位看不到。',
    choices: [
      ...inRows(
        office.units.map((unit) => ({ label: unit.name.zh, value: `accused:${unit.id}` })),
        2,
      ),
      [{ label: '别的单位或不便说', value: 'accused:none' }],
      nav,
    ],
  }),
  askTownship: (_, { office }) => ({
    text: '事情在哪个乡镇？点按钮，或者直接打村名。',
    choices: [
      ...inRows(
        office.townships.map((township) => ({ label: township.name, value: `township:${township.id}` })),
        2,
      ),
      [{ label: '不在上面', value: 'place:other' }],
      nav,
    ],
  }),
  askVillage: ({ township }, { office }) => ({
    text: `${placeName(office, township)}的哪个村？`,
    choices: [
      ...inRows(
        (office.townships.find((known) => known.id === township)?.villages ?? []).map((village) => ({
          label: village.name,
          value: `village:${village.id}`,
        })),
        3,
      ),
      [{ label: '不在上面', value: 'place:other' }],
      nav,
    ],
  }),
  placeGuess: ({ villages }, { office }) => ({
    text: '您是说：',
    choices: [
      ...villages.map((id) => [{ label: placeName(office, townshipOf(office, id), id), value: `village:${id}` }]),
      [{ label: '都不是', value: 'place:again' }],
      nav,
    ],
  }),
  askPlaceWords: () => ({ text: '请用一句话说说在什么地方，比如“老码头对面的安置点”。', choices: [nav] }),
  askWords: ({ flow, texts, files }) => ({
    text:
      texts + files === 0
        ? flow === 'question'
          ? '请说说您想问什么。可以分几条发。说完点“完成”。'
          : '请用自己的话说说是怎么回事，想要怎么解决。\n可以分几条发，也可以发照片、语音。说完点“完成”。'
        : `记下了（${[texts ? `${texts} 段话` : '', files ? `${files} 个文件` : ''].filter(Boolean).join('，')}）。还有就接着发，说完点“完成”。`,
    choices: [[{ label: '完成', value: 'done' }, ...nav]],
  }),
  wordsMissing: () => ({ text: '还没有写内容。请先说几句，或者发一张照片。' }),
  askContact: ({ sealed }) => ({
    text: sealed
      ? '要留姓名电话吗？只有专人能看到，看一次记一次。匿名也一样办理，答复发到这里。'
      : '要留姓名和电话吗？方便我们联系您、给您出书面答复。只有经办人能看到。\n匿名也收，答复发到这里。',
    choices: [
      [
        { label: '留姓名电话', value: 'contact:give' },
        { label: '匿名', value: 'contact:none' },
      ],
      nav,
    ],
  }),
  askName: () => ({ text: '请问您的姓名？', choices: [nav] }),
  nameTooLong: () => ({ text: '请只写姓名，30 个字以内。' }),
  askPhone: () => ({ text: '您的电话号码是？手机或带区号的座机都可以。', choices: [nav] }),
  phoneWrong: () => ({ text: '这个号码好像不对。手机是 11 位数字；座机请带区号，比如 0000-1234567。' }),
  readBack: (draft, { office }) => ({
    text: [
      draft.question ? '请看一下，对不对：' : '请看一下，没有问题就点“提交”：',
      draft.question ? '' : `类别：${categoryName(office, draft.category, 'zh')}`,
      draft.sealed
        ? `反映的单位：${draft.accusedUnit ? unitName(office, draft.accusedUnit, 'zh') : '别的单位或不便说'}`
        : '',
      draft.question ? '' : `地点：${draft.place ?? placeName(office, draft.township, draft.village)}`,
      `内容：${draft.texts.join('\n') || '（没有文字）'}`,
      draft.files ? `附件：${draft.files} 个` : '',
      draft.name ? `联系：${draft.name}，${draft.phone ?? ''}` : '联系：匿名',
      draft.sealed ? '保密办理：只交给专人。' : '',
    ]
      .filter(Boolean)
      .join('\n'),
    choices: [
      [
        { label: '提交', value: 'submit' },
        { label: '改', value: 'change' },
      ],
      nav,
    ],
  }),
  askChange: ({ fields }) => ({
    text: '要改哪一项？',
    choices: [
      ...inRows(
        fields.map((field) => ({ label: fieldNames[field], value: `change:${field}` })),
        2,
      ),
      nav,
    ],
  }),
  noCustodian: (_, { office }) => ({
    text: `现在这里没有专人可以保密接收举报，所以没有收下您的内容。\n${inLanguage(office.accusations.elsewhere, 'zh')}`,
  }),
  filed: () => ({ text: '回执在上面。有进展会在这里告诉您。', choices: menuRows }),

  noMatters: () => ({ text: '您在这里还没有提交过事项。有号码和查询码的，可以点“凭号查询”。', choices: menuRows }),
  matters: ({ matters }, { office }) => ({
    text: '您的事项，点一件看进展：',
    choices: [
      ...matters.map((matter) => [
        {
          label: `${matter.number} ${categoryName(office, matter.category, 'zh')}（${stateName[matter.state]}）`,
          value: `matter:${matter.ticketId}`,
        },
      ]),
      [home],
    ],
  }),
  matter: ({ view }, { office }) => ({
    text: [
      `${view.number}　${categoryName(office, view.category, 'zh')}`,
      `现在：${stateName[view.state]}　负责：${unitName(office, view.unit, 'zh')}`,
      ...clockLines(view.clocks),
      view.undoableUntil && view.may.undoWithdrawal ? `${date(view.undoableUntil)}前可以恢复。` : '',
      '经过：',
      ...view.steps.map(
        (step) => `· ${moment(step.at)} ${stepName(step.kind)}${step.text ? `：${shorten(step.text, 200)}` : ''}`,
      ),
    ]
      .filter(Boolean)
      .join('\n'),
    choices: [
      ...inRows(
        [
          ...(view.may.addWords ? [{ label: '补充', value: `add:${view.ticketId}` }] : []),
          ...(view.may.confirm ? [{ label: '满意，办结', value: `confirm:${view.ticketId}` }] : []),
          ...(view.may.reopen ? [{ label: '还没解决', value: `reopen:${view.ticketId}` }] : []),
          ...(view.may.withdraw ? [{ label: '撤回', value: `withdraw:${view.ticketId}` }] : []),
          ...(view.may.undoWithdrawal ? [{ label: '恢复', value: `undo:${view.ticketId}` }] : []),
          { label: '换查询码', value: `code:${view.ticketId}` },
        ],
        3,
      ),
      [home],
    ],
  }),
  matterGone: () => ({ text: '没有找到这件事项。请从“我的事项”里重新点。', choices: menuRows }),
  askNumber: () => ({ text: '请打事项号，比如 2026-000123。', choices: [nav] }),
  numberWrong: () => ({ text: '事项号是这样的：2026-000123。请再打一次。' }),
  askCode: ({ number }) => ({ text: `请打 ${number} 的查询码（13 个字母数字，大小写都行）。`, choices: [nav] }),
  codeWrong: () => ({ text: '事项号和查询码对不上。请看看回执再打一次。' }),
  codeWait: ({ minutes }) => ({ text: `试的次数多了，请 ${minutes} 分钟后再试。这是为了防止别人猜您的查询码。` }),
  added: ({ number }) => ({ text: `已补充到 ${number}，经办人会看到。`, choices: menuRows }),
  addedToClosed: ({ number }) => ({ text: `${number} 已经结束，不能再补充。可以在事项里点“还没解决”重新打开。` }),
  withdrawConfirm: ({ ticketId, number, days }) => ({
    text: `要撤回 ${number} 吗？撤回后 ${days} 天内可以恢复。撤不撤由您自己定，谁都不能要求您撤。`,
    choices: [
      [
        { label: '不撤回', value: `matter:${ticketId}` },
        { label: '确定撤回', value: `withdrawYes:${ticketId}` },
      ],
    ],
  }),
  withdrawn: ({ ticketId, number, until }) => ({
    text: `${number} 已撤回。${date(until)}前想恢复，点“恢复”就行。`,
    choices: [[{ label: '恢复', value: `undo:${ticketId}` }, home]],
  }),
  withdrawalUndone: ({ number }) => ({ text: `${number} 已恢复，照原来的时限继续办。`, choices: menuRows }),
  undoOver: ({ number }) => ({
    text: `${number} 撤回已超过七天，不能恢复了。您可以重新反映，写上这个号。`,
    choices: menuRows,
  }),
  confirmed: ({ number }) => ({
    text: `谢谢您。${number} 已办结。以后有变化，可以在“我的事项”里重新打开。`,
    choices: menuRows,
  }),
  reopened: ({ number }) => ({ text: `${number} 已重新打开，您说的经办人会看到。`, choices: menuRows }),
  codeReset: ({ number, code }) => ({
    text: code
      ? `${number} 的新查询码：{{code}}\n只显示这一次，请抄下来。旧的不能用了。`
      : `${number} 的查询码换过了。新码只显示一次；没抄下来可以再换。`,
    ...(code && { secrets: { code } }),
    choices: menuRows,
  }),
  edited: ({ number }) => ({ text: number ? `改过的话已加到 ${number}，原来的也留着。` : '改好了。' }),
  recalled: ({ number }) => ({ text: `知道您撤回了那条消息。${number} 里会注明，已收到的内容按规定保留。` }),
  moveRefused: ({ number, state }) => ({
    text: `${number} 现在是“${stateName[state]}”，不能这样办。`,
    choices: menuRows,
  }),
}

function townshipOf(office: Parameters<typeof placeName>[0], village: string): string | undefined {
  return office.townships.find((township) => township.villages.some((known) => known.id === village))?.id
}
