"""Charts with known truth, drawn by other software than the pipeline's own: matplotlib and a browser.

`specs` invents charts from a seed; `with_matplotlib` and `with_browser` draw them into PDF files and say what stands
where.
"""
