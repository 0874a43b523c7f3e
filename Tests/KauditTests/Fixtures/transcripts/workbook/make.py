"""Makes the workbooks of this transcript anew; run by hand, with openpyxl 3.1.5 from PyPI."""
import datetime

import openpyxl

bob = datetime.date(2026, 6, 30)


def book(name, people, know_how):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in (("人员", people), ("知识", know_how)):
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cell in sheet["C"]:
            if isinstance(cell.value, datetime.date):
                cell.number_format = 'yyyy"年"m"月"d"日"'
    workbook.create_sheet("旧").sheet_state = "hidden"
    workbook.save(name)


head = ["姓名", "roles", "离开"]
ideas = ["id", "what", "area", "holders", "天数", "plan"]
k1 = ["K1", "Prices of the old contracts", "customers", "鲍勃", 30, "Two mornings a week with 希德"]
book("mistakes.xlsx",
     [head, ["艾达", "sponsor", None], [], ["鲍勃", "auditer", 46203], ["希德", "auditor", "=C2"]],
     [ideas, k1, ["K2", "Setting up the test bench", "product", "鲍勃|迪伊", "#N/A", None]])
book("first.xlsx",
     [head, ["艾达", "sponsor", None], [], ["鲍勃", "auditor", bob], ["希德", "auditor", None]],
     [ideas, k1, ["K2", "Setting up the test bench", "product", "鲍勃|希德", 20, None]])
book("second.xlsx",
     [head, ["艾达", "sponsor", None], ["鲍勃", "auditor", bob], ["希德", "auditor", None]],
     [ideas, k1, ["K3", "Who to call at the mill", "customers", "艾达", 5, None]])
