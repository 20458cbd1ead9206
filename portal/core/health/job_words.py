"""What jobs are called for people."""

WORDS = {
    "print_document": "打印单据",
    "send_notices": "发送通知",
    "send_what_is_wanted": "发送通知（每分钟）",
    "print_what_is_wanted": "打印单据（每分钟）",
    "read_scan": "识别扫描件",
    "bind_signed_copy": "装订签字件",
    "read_what_is_wanted": "识别扫描件（每分钟）",
    "make_print_batch": "批量打印",
    "make_what_is_wanted": "批量打印（每分钟）",
    "deliver_held_steps": "岗位补人后送出步骤",
    "replace_departed": "离任者的待办改送",
    "sweep_attachments": "清理没有提交的附件",
    "delete_doomed_files": "删除已销毁的文件",
    "delete_what_is_doomed": "删除已销毁的文件（每分钟）",
    "watch_clocks": "查看时限",
    "sweep_folders": "各制度每分钟要做的",
    "seal_days": "每日封存",
    "keep_duties": "更新义务和期限",
    "keep_duties_every_quarter": "更新义务和期限（每刻钟）",
    "keep_plans": "更新查询统计",
    "worker_beat": "后台程序报到",
    "look_at_certificates": "查看证书",
}


def words_of(name: str) -> str:
    """A job's title; its name where it has none."""
    return WORDS.get(name, name)
