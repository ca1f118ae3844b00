"""What every request goes through on its way to Streamlit, from the outside in."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from lstmviz.app.server.access import OwnMetrics, allowed_hosts
from lstmviz.app.server.cookie import VisitorCookie
from lstmviz.app.server.headers import PageHeaders
from lstmviz.app.server.icon_font import IconFont
from lstmviz.app.server.packed_files import PackedFiles
from lstmviz.app.server.page_body import PageBody
from lstmviz.app.server.uploads import Uploads

MIDDLEWARE = [
    Middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts(), www_redirect=False),
    Middleware(OwnMetrics),
    Middleware(Uploads),
    Middleware(VisitorCookie),
    Middleware(PackedFiles),  # holds what the next ones made and packed
    Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6),
    Middleware(PageHeaders),
    Middleware(IconFont),
    Middleware(PageBody),
]
