//! Organisations, never persons: which words a standard may not use, and which it had better not.

use yardstick::domain::guard::{refused, warned};

#[test]
fn words_that_ask_about_persons_are_found_however_they_are_spaced() {
    for phrase in [
        "填写身份证号",
        "身 份 证 号 码",
        "負責人身份證號",
        "身\u{200b}份证号",
        "书记个人电话",
        "個人電話",
        "家庭住址",
        "上传人像照片",
        "宗教信仰",
        "患何种疾病",
        "案件号",
        "案件號一覽",
        "受过处分的党员",
        "處分情況",
        "上访人数",
        "上訪次數",
        "有无前科",
    ] {
        assert!(refused(phrase).is_some(), "{phrase}");
    }
    for phrase in [
        "重点人员名单",
        "重點人員",
        "稳控措施",
        "信访人",
        "涉邪",
        "信教群众",
        "刑满释放",
        "社区矫正对象",
        "吸毒",
        "精神障碍患者",
        "嫌疑",
        "问题线索",
        "画 像",
        "黑名单",
    ] {
        assert!(warned(phrase).is_some(), "{phrase}");
    }
}

#[test]
fn words_about_organisations_and_work_pass() {
    for phrase in [
        "支部党员人数",
        "召开党员大会的次数",
        "书记讲党课",
        "证件齐全的档案份数",
        "办公电话公开",
        "办公地址",
        "材料不写姓名",
        "群众满意度",
        "信访事项按期办结率",
        "案卷评查",
        "违纪问题有或没有",
        "网格数量",
        "电话回访的次数",
        "医疗服务点",
        "调解成功率",
        "矛盾纠纷排查",
        "民主评议",
        "教育基地",
        "重点工作",
        "a plain English sentence",
    ] {
        assert_eq!((refused(phrase), warned(phrase)), (None, None), "{phrase}");
    }
}
