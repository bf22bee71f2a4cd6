"""Chinese sentences for the reference, where the code has English ones only."""

COMMANDS = {
    "areas": "列出各分区的公布面积、量算面积和周长。",
    "basemap": "由 OpenStreetMap 数据（.osm.pbf）制作底图。",
    "brief": "生成分区、点位或地块的选址简报：一页文档，或 CSV、JSON 数据。",
    "check": "检查边界文件：每处问题、所在位置和处理建议。",
    "diff": "比较同一园区的两个版本。",
    "distances": "列出各分区到各参照地点的直线距离和方位角。",
    "doctor": "列出已安装和缺少的内容，以及对应的安装命令。",
    "export": "生成地图、图件、概况资料和数据文件，格式由后缀决定。",
    "import": "把任意常用格式的边界转换为园区文件。",
    "init": "为另一个园区生成数据文件夹。",
    "locate": "求每个点位所在的分区和区县、最近的边界，以及到各地点的距离。",
    "measure": "量算每个地块的面积和周长，以及与各分区的重叠。",
    "page": "把网址所示的视图制成可打印的页面。",
    "roads": "由 OpenStreetMap 数据计算公路里程和时间，保存在边界文件旁。",
    "serve": "启动网站。",
    "sources": "列出资料来源，或输出 Frictionless、DCAT 描述。",
}
SETTINGS = {
    "ZONEMAP_DATA": "园区的边界文件。",
    "ZONEMAP_PREVIOUS": "边界文件的上一版本，供 `/changes` 比较。",
    "ZONEMAP_ROADS": "`zonemap roads` 的工作文件夹，用于计算添加到地图上的地块的公路里程；需要路径计算引擎。",
    "ZONEMAP_EMBED_ANCESTORS": "允许嵌入 `/embed` 的网站，写法同 CSP 的 `frame-ancestors`；`*` 也包括从磁盘打开的网页；其他页面一律不能嵌入。",
    "ZONEMAP_BASEMAPS": "可选底图：`osm`、`esri`、`amap`、`tianditu`、`tianditu-imagery`，`.mbtiles` 图片文件，或 `.json`、`.toml` 文件；没有在线底图时不向外请求任何内容。",
    "ZONEMAP_TRUSTED_HOSTS": "接受的主机名；以点开头的包括所有子域名。",
    "ZONEMAP_PROXIES": "可信反向代理的层数，采用其 `X-Forwarded-…` 请求头。",
    "ZONEMAP_HSTS_SECONDS": "`Strict-Transport-Security` 的有效秒数，仅用于 https；0 为不设。",
    "ZONEMAP_MAX_REQUEST_BYTES": "请求体的最大字节数。",
    "ZONEMAP_RELOAD_SECONDS": "检查数据文件是否更新的间隔秒数；0 为不检查（新文件有误时继续使用旧数据）。",
    "ZONEMAP_INSPECT_BYTES": "`/api/inspect` 的请求体的最大字节数。",
    "ZONEMAP_INSPECT_FEATURES": "`/api/inspect` 在一个图层中量算的最多要素数。",
    "ZONEMAP_INSPECT_VERTICES": "`/api/inspect` 在一个图层中量算的最多顶点数。",
    "ZONEMAP_PREPARED_BYTES": "每个工作进程缓存响应所用的内存字节数；0 为关闭缓存。",
    "ZONEMAP_WORK_PROCESSES": "每个工作进程用于导出和上传的子进程数，超时的任务会被终止；0 为在自身线程中执行，不设此限制。",
    "ZONEMAP_WORK_SECONDS": "一次导出或上传可用的处理器秒数；0 为不限。",
    "ZONEMAP_LOG": "在标准错误输出中逐条记录请求，不含个人信息；`off` 只记录故障和数据更新。",
    "ZONEMAP_METRICS": "1 为开放 `/metrics`，供 Prometheus 采集。",
    "ZONEMAP_TIANDITU_KEY": "底图 `tianditu` 和 `tianditu-imagery` 所用的密钥，由使用者自行申请。",
    "PROMETHEUS_MULTIPROC_DIR": "各工作进程共用的文件夹，供 `/metrics` 使用。",
}


def say_in_chinese(sentences, name):
    """Return the sentence of a command or a setting.

    Raises
    ------
    PluginError
        When it has none, which ends the build with one sentence.
    """
    from properdocs.exceptions import PluginError  # noqa: PLC0415 (tests read the sentences alone)

    if name not in sentences:
        raise PluginError(f"docs/hooks/chinese.py has no sentence for {name}. Write one.")
    return sentences[name]
