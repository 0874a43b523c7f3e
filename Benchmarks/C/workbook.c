/* No limit, but the input of one: writes a table of CSV without quotes as a workbook. `workbook CSV XLSX` */
#include "limit.h"
#include <zip.h>

static zip_t *archive;

static void add(const char *name, const char *text, size_t size) {
  zip_source_t *source = zip_source_buffer(archive, text, size, 0);
  if (!source || zip_file_add(archive, name, source, 0) < 0) fail(name);
}

static void part(const char *name, const char *text) { add(name, text, strlen(text)); }

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define LINK "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"

int main(int count, char **arguments) {
  if (count < 3) return 64;
  size_t size, at = 0, used = 0;
  char *text = (char *)read_whole(arguments[1], &size), *xml = malloc(size * 16 + 4096);
  used += (size_t)sprintf(xml, "<worksheet xmlns='" MAIN "'><sheetData>");
  for (int row = 1; at < size; row++) {
    used += (size_t)sprintf(xml + used, "<row r=\"%d\">", row);
    for (int column = 0;; column++) {
      size_t start = at;
      int is_number = row > 1;
      for (; at < size && text[at] != ',' && text[at] != '\n'; at++) is_number &= text[at] >= '0' && text[at] <= '9';
      used += (size_t)sprintf(xml + used, is_number ? "<c r=\"%c%d\"><v>%.*s</v></c>" : "<c r=\"%c%d\" t=\"inlineStr\"><is><t>%.*s</t></is></c>",
                              'A' + column, row, (int)(at - start), text + start);
      if (at >= size || text[at++] == '\n') break;
    }
    used += (size_t)sprintf(xml + used, "</row>");
  }
  used += (size_t)sprintf(xml + used, "</sheetData></worksheet>");
  int error;
  archive = zip_open(arguments[2], ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (!archive) fail(arguments[2]);
  part("[Content_Types].xml", "<Types xmlns='" PACKAGE "/content-types'><Override PartName='/xl/workbook.xml' "
       "ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>");
  part("_rels/.rels", "<Relationships xmlns='" PACKAGE "/relationships'><Relationship Id='w' Type='" LINK
       "/officeDocument' Target='xl/workbook.xml'/></Relationships>");
  part("xl/workbook.xml", "<workbook xmlns='" MAIN "' xmlns:r='" LINK "'><sheets><sheet name='Assets' sheetId='1' r:id='s'/></sheets></workbook>");
  part("xl/_rels/workbook.xml.rels", "<Relationships xmlns='" PACKAGE "/relationships'><Relationship Id='s' Type='" LINK
       "/worksheet' Target='worksheets/sheet1.xml'/></Relationships>");
  add("xl/worksheets/sheet1.xml", xml, used);
  if (zip_close(archive)) fail(zip_strerror(archive));
  return 0;
}
