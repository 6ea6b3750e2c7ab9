-- zh: 各种文件格式读得怎样？读出的格数占应有格数的比例。
-- en: How well was each container read? The share of the statutory cells that hold a figure.
select
    dim_document.format,
    dim_report.read_state,
    count(*) as n_reports,
    sum(dim_report.cells_expected)::bigint as n_cells,
    round(100 * sum(dim_report.cells_filled) / nullif(sum(dim_report.cells_expected), 0), 2)
        as percent_filled
from dim_report
inner join dim_document
    on dim_report.document_key = dim_document.document_key
group by dim_document.format, dim_report.read_state
order by n_reports desc, dim_document.format asc, dim_report.read_state asc
