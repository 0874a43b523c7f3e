"""Makes the workbooks of this folder anew, by three programs that write the format each in its own way.

Run by hand, with openpyxl 3.1.5 and xlsxwriter 3.3.1 from PyPI and LibreOffice 7.4 (`soffice`); the tests only read.
"""
import datetime
import subprocess
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

day, moment, clock = datetime.date(2026, 1, 31), datetime.datetime(2026, 1, 31, 10, 30), datetime.time(10, 30)
header = ["编号", "name", "n", "share", "day", "moment", "clock", "yes", "code", "sum"]

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "资产"
sheet.append(header)
sheet.append(["A1", CellRichText("客户", TextBlock(InlineFont(b=True), "档案"), " x"), 5, 0.25, day, moment, clock, True, 7, "=C2+1"])
sheet.append(["A2", " two\nlines ", 0.1, 1.5, datetime.date(1900, 2, 28), None, None, False, 42, "=NA()"])
sheet.append([])
sheet.append(["A3", "<&> \"'", 1234567.125, None, None, None, None, None, None, None])
for row in (2, 3):
    sheet.cell(row, 4).number_format = "0%"
    sheet.cell(row, 5).number_format = 'yyyy"年"m"月"d"日"'
    sheet.cell(row, 9).number_format = "00000"
hidden = book.create_sheet("旧")
hidden.sheet_state = "hidden"
hidden.append(["a"])
book.save("openpyxl.xlsx")

book = xlsxwriter.Workbook("xlsxwriter.xlsx")
sheet = book.add_worksheet("资产")
bold, percent, zeros = book.add_format({"bold": True}), book.add_format({"num_format": 9}), book.add_format({"num_format": "00000"})
days, moments = book.add_format({"num_format": 14}), book.add_format({"num_format": 22})
clocks = book.add_format({"num_format": 20})
sheet.write_row(0, 0, header)
sheet.write(1, 0, "A1")
sheet.write_rich_string(1, 1, "客户", bold, "档案", " x")
sheet.write(1, 2, 5)
sheet.write(1, 3, 0.25, percent)
sheet.write(1, 4, day, days)
sheet.write(1, 5, moment, moments)
sheet.write(1, 6, clock, clocks)
sheet.write(1, 7, True)
sheet.write(1, 8, 7, zeros)
sheet.write_formula(1, 9, "=C2+1", None, 6)
sheet.write_row(2, 0, ["A2", " two\nlines ", 0.1])
sheet.write(2, 3, 1.5, percent)
sheet.write(2, 4, datetime.date(1900, 2, 28), days)
sheet.write(2, 7, False)
sheet.write(2, 8, 42, zeros)
sheet.write_row(4, 0, ["A3", "<&> \"'", 1234567.125])
sheet.write_comment("A1", "a remark")
sheet.set_row(2, None, None, {"hidden": True})
book.add_worksheet("旧").hide()
book.add_chartsheet("图")
book.close()

subprocess.run(["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "out", "openpyxl.xlsx"], check=True)
subprocess.run(["mv", "out/openpyxl.xlsx", "libreoffice.xlsx"], check=True)
subprocess.run(["soffice", "--headless", "--convert-to", "ods", "--outdir", "out", "openpyxl.xlsx"], check=True)
subprocess.run(["mv", "out/openpyxl.ods", "opendocument.xlsx"], check=True)
subprocess.run(["soffice", "--headless", "--convert-to", "xls:MS Excel 97", "--outdir", "out", "openpyxl.xlsx"], check=True)
subprocess.run(["mv", "out/openpyxl.xls", "excel97.xlsx"], check=True)
subprocess.run(["rmdir", "out"], check=True)

# 9 MB of white space, which is packed a thousand times smaller.
with zipfile.ZipFile("openpyxl.xlsx") as old, zipfile.ZipFile("dense.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
    for name in old.namelist():
        data = old.read(name)
        if name == "xl/worksheets/sheet1.xml":
            data = data.replace(b"<sheetData>", b" " * 9_000_000 + b"<sheetData>")
        new.writestr(name, data)
