/** A ground on which a matter may be sent elsewhere instead of being handled here. */
export interface Ground {
  id: GroundId
  /** 1 to 8: what an officer types. */
  ordinal: number
  title: string
  titleEn: string
  /** As one cites it. */
  article: string
  /** The resident is always told where to go and by when; a ground alone is no answer. */
  needsWhere: true
}

export type GroundId =
  | 'NOT_IN_SCOPE'
  | 'TO_SUBORDINATE'
  | 'STATUTORY_ROUTE'
  | 'LEGAL_DUTY_APPLICATION'
  | 'ALREADY_PENDING_BELOW'
  | 'FINAL_AFTER_REVIEW'
  | 'DISCIPLINE'
  | 'INFO_REQUEST'

const closedList: Omit<Ground, 'ordinal' | 'needsWhere'>[] = [
  {
    id: 'NOT_IN_SCOPE',
    title: '不属于本机关职权范围，告知有权处理的机关',
    titleEn: 'Outside this office: the competent organ is named',
    article: '《信访工作条例》第二十三条第一款',
  },
  {
    id: 'TO_SUBORDINATE',
    title: '属于下级机关职权范围，已转送、交办',
    titleEn: 'Belongs to a subordinate organ: forwarded there',
    article: '《信访工作条例》第二十三条第一款',
  },
  {
    id: 'STATUTORY_ROUTE',
    title: '应当通过诉讼、仲裁、行政复议等法定途径处理',
    titleEn: 'A statutory route applies: court, arbitration, reconsideration or another procedure',
    article: '《信访工作条例》第三十一条第一项至第四项',
  },
  {
    id: 'LEGAL_DUTY_APPLICATION',
    title: '属于申请查处违法行为、履行保护职责，按该职责办理',
    titleEn: 'An application to investigate or to protect: handled as that legal duty',
    article: '《信访工作条例》第三十一条第五项',
  },
  {
    id: 'ALREADY_PENDING_BELOW',
    title: '同一事项下级机关已经受理或者正在办理',
    titleEn: 'The same matter is being handled by the organ below within its period',
    article: '《信访工作条例》第十九条第三款',
  },
  {
    id: 'FINAL_AFTER_REVIEW',
    title: '已经复核，仍以同一事实和理由提出',
    titleEn: 'Rechecked already, raised again on the same facts and reasons',
    article: '《信访工作条例》第三十六条第三款',
  },
  {
    id: 'DISCIPLINE',
    title: '属于检举控告，由纪检监察机关依规依纪依法处理',
    titleEn: 'An accusation: for the discipline inspection organ',
    article: '《信访工作条例》第二十二条第二款、第三十条',
  },
  {
    id: 'INFO_REQUEST',
    title: '属于申请政府信息公开，按信息公开程序办理',
    titleEn: 'A request for government information: handled under the disclosure procedure',
    // Article 39 is the mirror of this case: a complaint dressed as a request. A request itself is made under article 29.
    article: '《政府信息公开条例》第二十九条（参照第三十九条）',
  },
]

/** The closed list of 《信访工作条例》. There is no ninth: a matter that fits none of them is handled. */
export const grounds: readonly Ground[] = closedList.map((ground, i) => ({
  ...ground,
  ordinal: i + 1,
  needsWhere: true,
}))

/** The ground with that id, or with that ordinal as a number or as typed. */
export function findGround(idOrOrdinal: string | number): Ground | undefined {
  const wanted = String(idOrOrdinal).normalize('NFKC').trim().toUpperCase()
  return grounds.find((ground) => ground.id === wanted || String(ground.ordinal) === wanted)
}
