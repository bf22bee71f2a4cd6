"""What every DXF drawing of AutoCAD 2000 has around its layers and entities.

A pair of group code and value on each line, as `geo.io.dxf` reads them; names in braces are filled
in. Handles below 30 (hexadecimal) are used here.

References
----------
Autodesk, DXF Reference, AutoCAD 2000 (AC1015).
"""

HEADER = """\
0 SECTION
2 HEADER
9 $ACADVER
1 AC1015
9 $DWGCODEPAGE
3 ANSI_936
9 $INSBASE
10 0.0
20 0.0
30 0.0
9 $EXTMIN
10 {west}
20 {south}
30 0.0
9 $EXTMAX
10 {east}
20 {north}
30 0.0
9 $LUNITS
70 2
9 $LUPREC
70 4
9 $INSUNITS
70 6
9 $MEASUREMENT
70 1
9 $HANDSEED
5 {next_handle}
0 ENDSEC
0 SECTION
2 CLASSES
0 ENDSEC
"""

_START = "0 TABLE\n2 {0}\n5 {1}\n330 0\n100 AcDbSymbolTable\n70 {2}\n"
_RECORD = "0 {0}\n5 {1}\n330 {2}\n100 AcDbSymbolTableRecord\n100 {3}\n2 {4}\n70 0\n"
_END = "0 ENDTAB\n"


def _list_line_types() -> str:
    named = (("14", "ByBlock"), ("15", "ByLayer"), ("16", "Continuous"))
    return "".join(
        _RECORD.format("LTYPE", handle, "5", "AcDbLinetypeTableRecord", name)
        + "3 \n72 65\n73 0\n40 0.0\n"
        for handle, name in named
    )


TABLES = (
    "0 SECTION\n2 TABLES\n"
    + _START.format("VPORT", "8", 1)
    + _RECORD.format("VPORT", "29", "8", "AcDbViewportTableRecord", "*Active")
    + "10 0.0\n20 0.0\n11 1.0\n21 1.0\n12 {middle_east}\n22 {middle_north}\n"
    + "13 0.0\n23 0.0\n14 10.0\n24 10.0\n15 10.0\n25 10.0\n16 0.0\n26 0.0\n36 1.0\n"
    + "17 0.0\n27 0.0\n37 0.0\n40 {height}\n41 1.6\n42 50.0\n43 0.0\n44 0.0\n50 0.0\n51 0.0\n"
    + "71 0\n72 1000\n73 1\n74 3\n75 0\n76 0\n77 0\n78 0\n"
    + _END
    + _START.format("LTYPE", "5", 3)
    + _list_line_types()
    + _END
    + _START.format("LAYER", "2", "{layer_count}")
    + "{layers}"
    + _END
    + _START.format("STYLE", "3", 1)
    + _RECORD.format("STYLE", "11", "3", "AcDbTextStyleTableRecord", "Standard")
    # A font that every Chinese Windows has; other systems put one of theirs in its place.
    + "40 0.0\n41 1.0\n50 0.0\n71 0\n42 2.5\n3 simsun.ttc\n4 \n"
    + _END
    + _START.format("VIEW", "6", 0)
    + _END
    + _START.format("UCS", "7", 0)
    + _END
    + _START.format("APPID", "9", 2)
    + _RECORD.format("APPID", "12", "9", "AcDbRegAppTableRecord", "ACAD")
    + _RECORD.format("APPID", "13", "9", "AcDbRegAppTableRecord", "{application}")
    + _END
    + _START.format("DIMSTYLE", "A", 1)
    + "100 AcDbDimStyleTable\n71 1\n"
    + _RECORD.format("DIMSTYLE", "27", "A", "AcDbDimStyleTableRecord", "Standard").replace(
        "\n5 ", "\n105 ", 1
    )
    + _END
    + _START.format("BLOCK_RECORD", "1", 2)
    + _RECORD.format("BLOCK_RECORD", "1F", "1", "AcDbBlockTableRecord", "*Model_Space")
    + "340 0\n"
    + _RECORD.format("BLOCK_RECORD", "1B", "1", "AcDbBlockTableRecord", "*Paper_Space")
    + "340 0\n"
    + _END
    + "0 ENDSEC\n"
)

LAYER = _RECORD.format("LAYER", "{handle}", "2", "AcDbLayerTableRecord", "{name}") + (
    "62 {colour}\n6 Continuous\n"
)

_BLOCK = (
    "0 BLOCK\n5 {1}\n330 {2}\n100 AcDbEntity\n8 0\n100 AcDbBlockBegin\n2 {0}\n70 0\n10 0.0\n"
    "20 0.0\n30 0.0\n3 {0}\n1 \n0 ENDBLK\n5 {3}\n330 {2}\n100 AcDbEntity\n8 0\n100 AcDbBlockEnd\n"
)
BLOCKS = (
    "0 SECTION\n2 BLOCKS\n"
    + _BLOCK.format("*Model_Space", "20", "1F", "21")
    + _BLOCK.format("*Paper_Space", "1C", "1B", "1D")
    + "0 ENDSEC\n0 SECTION\n2 ENTITIES\n"
)

_DICTIONARY = "0 DICTIONARY\n5 {0}\n330 {1}\n100 AcDbDictionary\n281 1\n"
OBJECTS = (
    "0 ENDSEC\n0 SECTION\n2 OBJECTS\n"
    + _DICTIONARY.format("C", "0")
    + "3 ACAD_GROUP\n350 D\n"
    + _DICTIONARY.format("D", "C")
    + "0 ENDSEC\n0 EOF\n"
)
