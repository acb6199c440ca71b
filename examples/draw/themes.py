"""More prose for the overview: what reports say beyond the five required topics.

Published reports run to 5.3 pages on average (three measured: 6, 5 and 5), two of them prose; the required
topics alone fill hardly one. None of these paragraphs states a figure.
"""

from __future__ import annotations

import random
from dataclasses import replace

from examples.draw.figures import Figures

_THEMES = (
    "在政策解读方面，坚持政策文件与解读材料同步谋划、同步起草、同步公布，注重从制定背景、主要内容、办理流程、"
    "注意事项等方面作出说明，综合运用图表、问答、短视频等形式，力求让群众看得懂、用得上。对社会普遍关注的就业、"
    "教育、医疗等政策，安排业务骨干面对面讲解，及时回应咨询。",
    "在重点领域信息公开方面，围绕财政资金、重大项目、公共资源配置、社会公益事业等内容，逐项梳理公开事项，细化公开"
    "标准，明确责任科室和更新时限，做到常态公开、动态调整，切实保障群众的知情权、参与权和监督权。",
    "在回应社会关切方面，健全舆情收集、研判、处置和反馈机制，对群众通过门户网站、热线电话等渠道反映的问题，实行登记、"
    "转办、督办、回访闭环管理。涉及多个单位的事项由牵头单位统一答复，避免推诿扯皮，群众满意程度稳步提高。",
    "在基层政务公开方面，按照标准化规范化要求，指导所属单位编制事项标准目录，完善公开流程，依托便民服务大厅、公示栏"
    "和电子屏等载体，把公开工作延伸到群众身边，打通政务公开的最后一公里。",
    "在行政执法公示方面，落实事前公开、事中公示、事后公开要求，主动公布执法主体、执法依据、执法程序和监督方式，及时公开"
    "执法决定信息，自觉接受社会监督，促进严格规范公正文明执法。",
    "在制度建设方面，修订完善信息发布审核、依申请公开办理、保密审查、考核评估等制度，明确各环节职责分工和工作要求，形成"
    "主要负责人亲自抓、分管负责人具体抓、各科室协同配合的工作格局。",
    "在队伍建设方面，配齐配强工作人员，将公开工作纳入干部教育培训内容，采取集中授课、案例研讨、跟班学习等方式，不断提高"
    "工作人员的业务素质和依法办事能力，为工作开展提供有力保障。",
    "在公众参与方面，完善重大行政决策预公开制度，对涉及公众切身利益的事项，通过公开征求意见、座谈会、听证会等方式广泛"
    "听取意见建议，并及时公布意见采纳情况，增进社会各界的理解和支持。",
    "在专栏建设方面，优化法定主动公开内容的展示方式，统一栏目名称和位置，完善检索、下载等功能，定期开展内容巡查和链接"
    "检测，及时整改错漏、失效等问题，提升信息获取的便捷程度。",
)


def with_more_prose(figures: Figures, rng: random.Random) -> Figures:
    """The same report with five to nine more paragraphs in its overview."""
    more = tuple(rng.sample(_THEMES, rng.randint(5, 9)))
    overview = (*figures.sections["overview"], *more)
    return replace(figures, sections={**figures.sections, "overview": overview})
