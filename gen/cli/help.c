/* What --help and `ziping help COMMAND` print. */
#include "cli/cli.h"

static const char general[] =
    "ziping（自评）：由自评数据和布局生成绩效自评报告（PDF、DOCX）\n"
    "\n"
    "用法：\n"
    "  ziping build DATA… [-l LAYOUT] [-o DIR] [-f LIST]   生成报告\n"
    "  ziping check DATA… [-l LAYOUT] [--json]             校核报告\n"
    "  ziping batch LIST|DIR -o DIR [-j N]                 成批生成报告\n"
    "  ziping diff A B [--json] [--html FILE]              比较两份\n"
    "  ziping new LAYOUT -o FILE                           空白的自评数据（.xlsx、.xml）\n"
    "  ziping convert FROM TO                              .xlsx 与 .xml 互换\n"
    "  ziping import FILE -l LAYOUT -o DATA.xml            由以往的报告得到自评数据\n"
    "  ziping extract FILE -o DIR                          取出报告里附带的来源\n"
    "  ziping verify FILE…                                 报告与它的来源是否一致\n"
    "  ziping layouts [LAYOUT]                             列出布局；一个布局要些什么\n"
    "  ziping fonts [-l LAYOUT]                            列出字体\n"
    "  ziping help [COMMAND]                               说明一个命令\n"
    "  ziping --version                                    版本\n"
    "\n"
    "选项可写在任何位置；“--”之后不再是选项。\n"
    "退出状态：0 完成；1 完成，但有发现；2 输入有误；3 用法有误；4 系统出错。\n";

static const char build[] =
    "用法：ziping build DATA… [-l LAYOUT] [-o DIR] [-f LIST] [--no-source]\n"
    "\n"
    "由每份自评数据 DATA（.xml、.xlsx）生成报告，文件名取 DATA 的名字，去掉后缀。\n"
    "一份数据的各个文件要么全部写成，要么一个不写；一份出错不影响其余各份。\n"
    "\n"
    "  -l, --layout LAYOUT  布局：ziping layouts 列出的名字，或布局文件；\n"
    "                       不写时用数据自己写明的布局\n"
    "  -o, --output DIR     输出文件夹，没有就新建；默认是当前文件夹\n"
    "  -f, --format LIST    输出格式，用逗号隔开，默认 pdf,docx：\n"
    "                         pdf     NAME.pdf\n"
    "                         docx    NAME.docx，供继续编辑\n"
    "                         locked  NAME.locked.docx，行、页与 PDF 一致，供报送\n"
    "                         doc     NAME.doc.txt，报告内容\n"
    "                         lines   NAME.lines，每行每页的位置和断行原因\n"
    "      --no-source      不附带来源（自评数据、布局、归档清单）\n"
    "\n"
    "每写成一个文件，在标准输出上印一行文件名。\n"
    "报告没有自己的日期时，文档属性里的日期取环境变量 SOURCE_DATE_EPOCH；没有就不写。\n";

static const char check[] =
    "用法：ziping check DATA… [-l LAYOUT] [--json] [--level LEVEL]\n"
    "\n"
    "校核每份自评数据 DATA 的报告，不写文件：结构和编号、数据之间和行文之中的\n"
    "数字、前后说法、标点和文字。发现印在标准错误上，写明行、列、原文、数字和\n"
    "怎么办；build 也做同样的校核。\n"
    "\n"
    "  -l, --layout LAYOUT  布局：名字或文件；不写时用数据自己写明的布局\n"
    "      --json           发现印在标准输出上，合成一个 JSON 数组，每项有\n"
    "                       file、line、col、level、rule、text\n"
    "      --level LEVEL    提示、警告或错误：有这一级以上的发现时退出状态为 1；\n"
    "                       默认是警告\n";

static const char batch[] =
    "用法：ziping batch LIST|DIR -o DIR [-j N] [-l LAYOUT] [-f LIST] [--changed]\n"
    "                    [--shard I/N] [--json] [--no-source]\n"
    "\n"
    "成批生成报告：LIST 是名单（UTF-8），一行一份自评数据，空行和“#”开头的行不\n"
    "算，名字从名单所在的文件夹起算，那里没有的再到当前文件夹里找；“-”是标准输\n"
    "入。给出文件夹时，取其中这一层的 .xml 和 .xlsx。一份出错不影响其余各份。停\n"
    "下的和有失败的，原样再运行一次就接着做，已写好的不再重做。\n"
    "最后在标准输出上印汇总：写成、未变、失败和有发现的份数，失败的逐份写明原因。\n"
    "\n"
    "  -o, --output DIR     输出文件夹，没有就新建；记录也存在这里（.ziping-batch）\n"
    "  -j, --jobs N         同时生成的份数，默认与处理器个数相同；多少都不影响结果\n"
    "  -l, -f, --no-source  同 ziping build\n"
    "      --changed        只做内容有变的：数据、布局、字体、格式和程序都没变、\n"
    "                       输出也完好的，不再重做\n"
    "      --shard I/N      把名单分成 N 份，只做第 I 份，供几台机器分担\n"
    "      --json           汇总印成 JSON\n";

static const char diff[] =
    "用法：ziping diff A B [-l LAYOUT] [--json] [--html FILE]\n"
    "\n"
    "比较两份自评数据（.xml、.xlsx）和由它们排成的报告；本程序的 PDF、DOCX 用里面的\n"
    "来源，文字已不是来源的和别的文件按文字比。先列改动的数：原来和现在、\n"
    "在哪里、单位、报告里随之改动的各处，以及校核发现的增减；再列文字：删去的字\n"
    "写在 [-…-] 里，增加的写在 {+…+} 里，移动的段落写明从哪里移到哪里；最后列断行\n"
    "的变化和移动的行、页，写明原因。\n"
    "退出状态：0 相同，1 不同，2 有一份读不成。\n"
    "\n"
    "  -l, --layout LAYOUT  数据的布局：名字或文件；不写时用数据自己写明的布局\n"
    "      --json           印成一个 JSON 对象\n"
    "      --html FILE      另写一个网页，两份的各页并排，标出改动，可用键盘逐处看；\n"
    "                       不联网，可打印\n";

static const char new[] =
    "用法：ziping new LAYOUT -o FILE [--replace]\n"
    "\n"
    "为布局 LAYOUT 写一份空白的自评数据，标明必填的各项。FILE 以 .xlsx 结尾时是\n"
    "供填写的表格，有填写说明、下拉列表和数字检查；以 .xml 结尾时是 XML。\n"
    "\n"
    "  -o, --output FILE    写成的文件；已有同名而内容不同的文件时不写\n"
    "      --replace        替换已有的文件\n";

static const char convert[] =
    "用法：ziping convert FROM TO [--replace]\n"
    "\n"
    "把自评数据 FROM 换一种形式写成 TO，.xlsx 与 .xml 互换，内容不增不减。TO 的\n"
    "后缀定形式。XML 里的注释换成表格时略去。TO 已有而内容不同时不写。\n"
    "\n"
    "      --replace        替换已有的文件\n";

static const char import[] =
    "用法：ziping import FILE -l LAYOUT -o DATA.xml [--replace]\n"
    "\n"
    "由以往的报告 FILE（.docx，或一段一行的 UTF-8 文本）得到自评数据。按编号、\n"
    "样式和布局的章名认出附件、标题、章、节、条，认不出的都作普通段落，文字\n"
    "不增不减；自动编号算成写定的号，表格仍是表格。删去的修订、图片、转换留下\n"
    "的杂物不导入，并报告。\n"
    "\n"
    "  -l, --layout LAYOUT  布局：名字或文件\n"
    "  -o, --output FILE    写成的数据文件；已有同名而内容不同的文件时不写\n"
    "      --replace        替换已有的文件\n";

static const char extract[] =
    "用法：ziping extract FILE -o DIR [--replace]\n"
    "\n"
    "由报告 FILE（PDF、DOCX、锁定的 DOCX，别的软件重新保存过的也行）取出附带的来源：\n"
    "自评数据、布局、图片和归档清单（FILE.归档清单.xml）。照提示里的命令再生成一次，\n"
    "得到的文件逐字节相同。\n"
    "\n"
    "  -o, --output DIR     文件夹，没有就新建；已有同名而内容不同的文件时一个也不写\n"
    "      --replace        替换已有的文件\n"
    "\n"
    "每写成一个文件，在标准输出上印一行文件名。\n";

static const char verify[] =
    "用法：ziping verify FILE…\n"
    "\n"
    "用每份报告 FILE（PDF、DOCX、锁定的 DOCX）里附带的来源重建一次，与它逐字节比较，\n"
    "在标准输出上印“一致”或“不一致”。不一致的说明哪里不同：程序或排版的版本、缺了\n"
    "或换了的字体、附带的来源、生成以后改动的文字（先列数字，再逐段列出）。\n"
    "\n"
    "退出状态：0 都一致；1 有不一致；2 有无法判断的。\n";

static const char layouts[] =
    "用法：ziping layouts [LAYOUT]\n"
    "\n"
    "列出布局，一行一个，用制表符隔开：名字、地区、年度、题名。\n"
    "写了 LAYOUT（名字或布局文件）时，列出这个布局以哪个布局为底、必填哪些事实、\n"
    "还用到哪些事实、有哪些章节。\n";

static const char fonts[] =
    "用法：ziping fonts [-l LAYOUT]\n"
    "\n"
    "列出每种字体用的是哪个文件，一行一种，用制表符隔开：字体、文件、说明。\n"
    "说明为“代用”的不是机关自有字体，“缺”的一个文件也没有找到。\n"
    "把自有字体文件放进 fonts 文件夹，就会优先使用。\n"
    "\n"
    "  -l, --layout LAYOUT  只列这个布局用到的字体\n";

void cli_help(CliCommand command, FILE *out) {
  const char *text = command == COMMAND_BUILD     ? build
                     : command == COMMAND_CHECK   ? check
                     : command == COMMAND_BATCH   ? batch
                     : command == COMMAND_DIFF    ? diff
                     : command == COMMAND_NEW     ? new
                     : command == COMMAND_CONVERT ? convert
                     : command == COMMAND_IMPORT  ? import
                     : command == COMMAND_EXTRACT ? extract
                     : command == COMMAND_VERIFY  ? verify
                     : command == COMMAND_LAYOUTS ? layouts
                     : command == COMMAND_FONTS   ? fonts
                                                  : general;
  fputs(text, out);
}
