import type { FaceWords } from '../language.ts'

export const face: FaceWords = {
  description: (office) =>
    `这里是${office}。移民群众可以在这里反映问题、提建议、问政策、查办理进度，提交后给您回执、事项号和查询码，写明由谁办、最晚哪天答复。请不要在群里说个人的事。有生命危险请先打110、119、120。`,
  about: (office) => `${office}：反映问题、问政策、查办理进度`,
  residentCommands: {
    report: '反映问题',
    question: '问政策',
    mine: '我的事项',
    track: '凭号查询',
    reception: '接待日',
    language: '换语言 / English',
    menu: '菜单',
    back: '返回上一步',
    cancel: '取消',
  },
  staffCommands: {
    open: '待办',
    mine: '我的',
    due: '快到期',
    find: '按号码、村名或类别查找',
    help: '怎么用',
  },
  more: { booking: '预约和进度', progress: '办理进度' },
}
